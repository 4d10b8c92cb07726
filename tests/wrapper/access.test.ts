import { expect, test } from "vitest";
import { loadPolicy } from "../../www/lib/index.js";

const roleMap = {
  version: 1,
  permissions: { "project:{id}:read": "", "projects:read": "" },
  groups: [
    { match: "proj-{id}", allow: ["project:{id}:read"] },
    { match: "$authenticated", allow: ["projects:read"] },
  ],
  claims: { client: { groups: { sources: [{ token: "id", path: ["groups"] }] } } },
  routes: { rules: [{ path: "/projects/:id", all: ["project:{id}:read"] }] },
} as const;

// More than stay in WebAssembly's memory at once.
const MANY = 300;

test("an access says the same however many were made after it", async () => {
  const policy = await loadPolicy(roleMap);
  const claims = (id: number) => ({ id: { sub: `user-${id}`, groups: [`proj-${id}`] } });
  const all = Array.from({ length: MANY }, (_, id) => policy.access(claims(id)));
  for (const [id, access] of all.entries()) {
    expect(access.can(`project:${id}:read`)).toBe(true);
    expect(access.can(`project:${id + 1}:read`)).toBe(false);
    expect(access.route(`/projects/${id}`).outcome).toBe("allow");
    expect(access.route(`/projects/${id + 1}`).outcome).toBe("forbidden");
    expect(access.explain("projects:read").outcome).toBe("allowed");
    expect(access.groups).toEqual({ values: [`proj-${id}`], state: "present" });
  }
});

test("an access keeps to the claims that it was made from", async () => {
  const policy = await loadPolicy(roleMap);
  const groups = ["proj-1"];
  const early = policy.access({ id: { sub: "u", groups } });
  groups.push("proj-2");
  for (let turn = 0; turn < MANY; turn++) policy.access({ id: { sub: "other", groups: [] } });
  expect(early.can("project:1:read")).toBe(true);
  expect(early.can("project:2:read")).toBe(false);
});

test("an answer is frozen to the last member", async () => {
  const rules = [{ path: "/safe", all: ["projects:read"], stepUp: { acr: ["phr"] } }];
  const policy = await loadPolicy({ ...roleMap, routes: { rules } });
  const decision = policy.access({ id: { sub: "u", groups: [] } }).route("/safe");
  expect(decision.stepUp).toEqual({ acrValues: ["phr"] });
  expect(Object.isFrozen(decision.stepUp) && Object.isFrozen(decision.stepUp?.acrValues)).toBe(true);
});

test("what is asked again is answered as before", async () => {
  const { can, check } = (await loadPolicy(roleMap)).access({ id: { sub: "u", groups: ["proj-1"] } });
  for (let turn = 0; turn < 3; turn++) {
    expect([can("project:1:read"), can("project:2:read"), can("projects:read")]).toEqual([true, false, true]);
    expect(check("project:2:read")).toBe(check("project:2:read"));
    // @ts-expect-error not a permission of the map
    expect(can("nothing")).toBe(false);
  }
});
