export default {
  does: "names its key by 100,000 letters",
  source: "SECURITY 11; API limits",
  code: "jwt_too_large",
  header: (header) => ({ ...header, kid: "k".repeat(1e5) }),
};
