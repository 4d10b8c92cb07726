export default {
  does: "sends a header of 9 KiB in a token that is not too long",
  source: "SECURITY 11; API limits",
  code: "jwt_too_large",
  header: (header) => ({ ...header, more: "h".repeat(7 * 1024) }),
};
