// What every cell of the matrix does: the gate starts, a policy answers, and the module that is loaded on demand comes too.
const roleMap = {
  version: 1,
  permissions: { "projects:read": "", "projects:write": "" },
  roles: { viewer: { allow: ["projects:read"] }, unused: { allow: ["projects:write"] } },
  groups: [{ match: "Everyone", roles: ["viewer"] }],
  claims: { client: { groups: { sources: [{ token: "id", path: ["groups"] }] } } },
};

/** `more` goes to `createGate`: `claimgate/slim` wants to know where the module is. */
export async function ask({ createGate, loadPolicy }, more = {}) {
  const gate = createGate({
    issuer: "https://idp.example",
    clientId: "app",
    redirectUri: "https://app.example/callback",
    roleMap,
    ...more,
  });
  const { status, error } = await gate.start();
  const policy = await loadPolicy(roleMap);
  const person = policy.access({ id: { groups: ["Everyone"] } });
  const lint = await policy.lint().then(
    (findings) => findings.map(({ code }) => code),
    (error) => error.code,
  );
  return {
    status: error?.code ?? status,
    answers: [person.can("projects:read"), person.can("projects:write"), gate.can("projects:read")],
    lint,
  };
}
