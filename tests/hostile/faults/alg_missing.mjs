export default {
  does: "names no algorithm",
  source: "G1; RFC 7515 4.1.1",
  code: "jwt_alg_rejected",
  header: () => ({ kid: "rsa" }),
};
