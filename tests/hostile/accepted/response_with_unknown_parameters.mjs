export default {
  does: "answers with more than anybody needs",
  source: "B5; RFC 6749 4.1.2",
  response: (response) => {
    response.append("session_state", "abc.def");
    response.append("scope", "openid");
    response.append("authuser", "0");
    response.append("prompt", "none");
  },
};
