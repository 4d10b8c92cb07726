export default {
  does: "breaks a renewal off within the answer: nobody knows the new refresh token",
  source: "SECURITY 119; E4; RFC 9700 4.14",
  code: "network_error",
  status: "signed-in",
  retriable: false,
  host: "refresh-cut",
  config: { storage: "local" },
  actions: [["refresh"], ["restart"], ["refresh"]],
  requests: { refresh: 1, discovery: 3, jwks: 3 },
  answers: { refresh: (answer) => ({ ...answer, how: "cut" }) },
};
