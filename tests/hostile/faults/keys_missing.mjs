export default {
  does: "publishes a key set without keys",
  source: "SECURITY 129; RFC 7517 5",
  code: "jwks_invalid",
  answers: { jwks: (answer) => ({ ...answer, body: {} }) },
};
