export default {
  does: "signs with an algorithm that nobody lists",
  source: "G1; RFC 8725 3.2",
  code: "jwt_alg_rejected",
  header: (header) => ({ ...header, alg: "RS1" }),
};
