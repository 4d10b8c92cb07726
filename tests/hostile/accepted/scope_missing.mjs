export default {
  does: "does not say what it granted: what was asked for",
  source: "C8; RFC 6749 5.1",
  body: ({ scope, ...body }) => body,
  judge: ({ snapshot }) => snapshot.scopes.includes("groups"),
};
