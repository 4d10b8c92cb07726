export default {
  does: "answers with more than anybody needs, `__proto__` among it",
  source: "SECURITY 117; C5",
  answers: {
    token: (answer) => ({
      ...answer,
      body: JSON.stringify(answer.body).replace("{", '{"__proto__":{"access_token":"x"},"ext_expires_in":0,"session_state":{},'),
    }),
  },
};
