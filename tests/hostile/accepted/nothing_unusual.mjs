export default {
  does: "does everything as usual",
  source: "OpenID Connect Core 3.1",
};
