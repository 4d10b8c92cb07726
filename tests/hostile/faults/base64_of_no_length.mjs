export default {
  does: "sends a part whose length no bytes have",
  source: "SECURITY 31; RFC 4648 4",
  code: "jwt_malformed",
  idToken: (signed) => `${signed}AAA`,
};
