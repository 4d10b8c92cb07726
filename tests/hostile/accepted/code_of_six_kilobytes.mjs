export default {
  does: "gives a code of 6,000 letters",
  source: "B5; RFC 6749 4.1.2",
  authorizationCode: "c".repeat(6000),
};
