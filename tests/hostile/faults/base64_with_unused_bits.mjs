export default {
  does: "sets bits that no byte uses: another text for the same signature",
  source: "SECURITY 30; RFC 4648 3.5",
  code: "jwt_malformed",
  idToken: (signed) => `${signed.slice(0, -1)}${String.fromCharCode(signed.charCodeAt(signed.length - 1) + 1)}`,
};
