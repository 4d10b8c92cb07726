export default {
  does: "writes `rs256`: names are compared letter by letter",
  source: "SECURITY 2; RFC 7515 4.1.1",
  code: "jwt_alg_rejected",
  header: (header) => ({ ...header, alg: "rs256" }),
};
