export default {
  does: "publishes null for its keys",
  source: "SECURITY 129; RFC 7517 5",
  code: "jwks_invalid",
  answers: { jwks: (answer) => ({ ...answer, body: { keys: null } }) },
};
