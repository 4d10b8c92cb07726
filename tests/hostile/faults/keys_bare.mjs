export default {
  does: "publishes the list alone",
  source: "SECURITY 129; RFC 7517 5",
  code: "jwks_invalid",
  answers: { jwks: (answer) => ({ ...answer, body: answer.body.keys }) },
};
