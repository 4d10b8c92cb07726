export default {
  does: "has a name with a slash at the end",
  source: "F2; OpenID Connect Discovery 4.1",
  issuer: (base) => `${base}/`,
};
