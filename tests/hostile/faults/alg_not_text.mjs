export default {
  does: "names an algorithm that is no text",
  source: "G1; RFC 7515 4.1.1",
  code: "jwt_alg_rejected",
  header: (header) => ({ ...header, alg: ["RS256"] }),
};
