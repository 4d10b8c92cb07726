export default {
  does: "grants less than was asked for",
  source: "C8; RFC 6749 5.1",
  body: (body) => ({ ...body, scope: "openid" }),
  judge: ({ snapshot }) => snapshot.scopes.join() === "openid",
};
