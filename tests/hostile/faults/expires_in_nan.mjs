export default {
  does: "says that the token lasts NaN seconds",
  source: "SECURITY 115; RFC 8259 6",
  code: "response_invalid",
  answers: { token: (answer) => ({ ...answer, body: JSON.stringify(answer.body).replace("3600", "NaN") }) },
};
