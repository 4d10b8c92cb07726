export default {
  does: "refuses without an error",
  source: "SECURITY 105; C9",
  code: "http_error",
  retriable: false,
  answers: { token: (answer) => ({ ...answer, status: 400, body: { message: "Bad Request" } }) },
};
