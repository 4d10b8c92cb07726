export default {
  does: "answers with two ID tokens of one name",
  source: "SECURITY 19; RFC 8259 4",
  code: "response_invalid",
  answers: { token: (answer) => ({ ...answer, body: JSON.stringify(answer.body).replace("{", '{"id_token":"a.b.c",') }) },
};
