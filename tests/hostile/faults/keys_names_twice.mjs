export default {
  does: "publishes a key with two moduli",
  source: "SECURITY 19; RFC 7517 4",
  code: "response_invalid",
  answers: { jwks: (answer) => ({ ...answer, body: JSON.stringify(answer.body).replace('"kid"', '"n":"AQAB","kid"') }) },
};
