import { describe, expect, it, vi } from "vitest";
import roleMap from "../../www/demo/src/role-map.json" with { type: "json" };
import { loadPolicy } from "../../www/lib/index.js";
import { createTestGate, describeRoleMap, GateError, type TestState } from "../../www/lib/testing/index.js";
import type { RoleMap } from "../../www/lib/types.js";

const NOW = 1_700_000_000;
const offline = new GateError({ code: "network_error", message: "offline" });

describe("a test gate", () => {
  it("answers at once, without a start and without a network", () => {
    const asked = vi.spyOn(globalThis, "fetch");
    const gate = createTestGate({ roleMap, groups: ["app-editors"], user: { name: "Bob" } });
    const { status, user, groups, roles, error } = gate.getSnapshot();
    expect([status, user?.name, user?.sub, groups, roles, error]).toEqual([
      "signed-in",
      "Bob",
      "test-user",
      { values: ["app-editors"], state: "present" },
      ["editor", "viewer"],
      null,
    ]);
    expect([gate.can("projects:write"), gate.can("admin:users:manage"), gate.canSome("projects:*")]).toEqual([true, false, true]);
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });

  const people: string[][] = [[], ["app-editors"], ["Administrators"], ["app-editors", "Suspended"], ["proj-42-reader"], ["unknown"]];
  it.each(people.map((groups) => [groups]))("says of %j what the policy says of such claims", async (groups) => {
    const policy = await loadPolicy(roleMap);
    const access = policy.access({ id: { sub: "u", groups } }, { now: NOW });
    const gate = createTestGate({ roleMap, groups, now: NOW });
    for (const permission of [
      "projects:read",
      "projects:write",
      "project:42:read",
      "admin:users:manage",
      "admin:billing:manage",
    ] as const) {
      expect(gate.check(permission)).toEqual(access.check(permission));
      expect(gate.explain(permission)).toEqual(access.explain(permission));
    }
    for (const path of ["/", "/projects", "/projects/42", "/projects/57/edit", "/admin", "/billing", "/admin/../x", "/nowhere", "/login"]) {
      expect(gate.route(path)).toEqual(access.route(path));
      expect(gate.explainRoute(path)).toEqual(access.explainRoute(path));
    }
    expect([gate.landing(), gate.getSnapshot().roles, gate.getSnapshot().mapDigest]).toEqual([
      access.landing(),
      access.roles,
      policy.digest,
    ]);
  });

  it("opens the callback to everybody, as a gate does", () => {
    const strict = { version: 1, routes: { default: "deny", rules: [{ path: "/*", all: ["a"] }] }, permissions: { a: "" } };
    const gate = createTestGate({ roleMap: strict });
    expect([gate.route("/callback").outcome, gate.route("/x").outcome]).toEqual(["allow", "sign_in"]);
    expect(createTestGate({ roleMap: strict, callbackPath: "/back" }).route("/back").outcome).toBe("allow");
  });

  it("is another person at run time, and tells those who listen", () => {
    const gate = createTestGate({ roleMap, groups: ["app-editors"] });
    const heard: string[] = [];
    gate.subscribe(() => heard.push(gate.getSnapshot().status));
    for (const type of ["signed-in", "signed-out", "error"] as const) gate.on(type, (event) => heard.push(`event ${event.type}`));
    const before = gate.getSnapshot();
    gate.become({ groups: ["Administrators"] });
    expect(gate.getSnapshot()).not.toBe(before);
    expect(gate.getSnapshot()).toBe(gate.getSnapshot());
    expect([gate.can("admin:users:manage"), gate.getSnapshot().user?.sub]).toEqual([true, "test-user"]);
    gate.become("signed-out");
    expect([gate.can("admin:users:manage"), gate.check("projects:read").reason, gate.route("/admin").outcome]).toEqual([
      false,
      "signed_out",
      "sign_in",
    ]);
    gate.become("signed-in");
    expect(gate.can("admin:users:manage")).toBe(true);
    gate.become({ user: { sub: "other" } });
    gate.become(offline);
    expect(heard.filter((entry) => entry.startsWith("event"))).toEqual([
      "event signed-out",
      "event signed-in",
      "event signed-in",
      "event error",
    ]);
    expect(heard.filter((entry) => !entry.startsWith("event"))).toEqual(["signed-in", "signed-out", "signed-in", "signed-in", "error"]);
  });

  it.each<[string, TestState, string, string]>([
    ["pending", { status: "pending" }, "pending", "pending"],
    ["an error of the map", { status: "error", error: new GateError({ code: "map_invalid", message: "refused" }) }, "denied", "forbidden"],
    ["an error", { status: "error", error: offline }, "indeterminate", "indeterminate"],
    ["overage", { groups: "overage" }, "indeterminate", "indeterminate"],
    ["groups that could not be asked", { groups: "unavailable" }, "indeterminate", "indeterminate"],
    ["malformed groups", { groups: "malformed" }, "indeterminate", "indeterminate"],
    ["absent groups", { groups: "absent" }, "denied", "forbidden"],
  ])("knows no yes under %s", (_, state, outcome, route) => {
    const gate = createTestGate({ roleMap, ...state });
    expect([gate.can("admin:users:manage"), gate.check("admin:users:manage").outcome]).toEqual([false, outcome]);
    expect(gate.route("/admin").outcome).toBe(route);
    expect(gate.explain("admin:users:manage").outcome).toBe(outcome);
  });

  it("starts when somebody becomes known", async () => {
    const gate = createTestGate({ roleMap, status: "pending", groups: [] });
    const started = gate.start();
    let settled = false;
    void started.then(() => {
      settled = true;
    });
    await Promise.resolve();
    expect([settled, gate.can("projects:read"), gate.landing()]).toEqual([false, false, "/"]);
    gate.become("signed-in");
    expect((await started).status).toBe("signed-in");
  });

  it("ends its session at the second at which it ends", async () => {
    let now = NOW;
    const gate = createTestGate({ roleMap, groups: ["app-editors"], now: () => now, expiresAt: NOW + 10 });
    const events: string[] = [];
    gate.on("expired", ({ type }) => events.push(type));
    now = NOW + 9;
    expect(gate.can("projects:write")).toBe(true);
    now = NOW + 10;
    expect([gate.can("projects:write"), gate.getSnapshot().status, gate.getSnapshot().error?.code]).toEqual([
      false,
      "signed-out",
      "session_expired",
    ]);
    await Promise.resolve();
    expect(events).toEqual(["expired"]);
    gate.become("signed-in");
    expect(gate.can("projects:write")).toBe(true);
  });

  it("lets a step-up run out", () => {
    let now = NOW;
    const map = { version: 1, routes: { rules: [{ path: "/pay", stepUp: { maxAge: 60 } }] } };
    const gate = createTestGate({ roleMap: map, claims: { auth_time: NOW }, now: () => now });
    expect(gate.route("/pay").outcome).toBe("allow");
    now = NOW + 61;
    expect(gate.route("/pay")).toMatchObject({ outcome: "step_up", stepUp: { maxAge: 60 } });
    expect(createTestGate({ roleMap: map, claims: {} }).route("/pay").outcome).toBe("step_up");
  });

  it("records what the app asks for, and fails where it is told to", async () => {
    const gate = createTestGate({ roleMap, groups: ["app-editors"] });
    void gate.signIn({ returnTo: "/admin", acrValues: ["mfa"] });
    expect(gate.calls.signIn).toEqual([{ returnTo: "/admin", acrValues: ["mfa"] }]);
    gate.fail("signIn", offline);
    await expect(gate.signIn()).rejects.toBe(offline);
    await gate.signOut({ everywhere: false });
    void gate.signOut();
    expect([gate.calls.signOut, gate.getSnapshot().status]).toEqual([[{ everywhere: false }, { everywhere: true }], "signed-out"]);
    await expect(gate.refresh()).rejects.toMatchObject({ code: "interaction_required" });
    await expect(gate.getAccessToken()).rejects.toMatchObject({ code: "interaction_required" });
    gate.become("signed-in");
    const { revision } = gate.getSnapshot();
    expect(await gate.refresh()).toMatchObject({ status: "signed-in", revision });
    expect(await gate.getAccessToken({ minTtl: 5 })).toBe("test-access-token");
    expect(gate.calls.getAccessToken.at(-1)).toEqual({ minTtl: 5 });
  });

  it("sends its token only where a gate would, and nothing by itself", async () => {
    const sent: Request[] = [];
    const fetch = async (request: Request) => {
      sent.push(request);
      return new Response("yes");
    };
    const gate = createTestGate({ roleMap, groups: [], apiOrigins: ["https://api.example"], fetch, accessToken: async () => "t" });
    expect(await (await gate.fetch("https://api.example/x", { method: "POST" })).text()).toBe("yes");
    expect([sent[0]?.method, sent[0]?.headers.get("authorization")]).toEqual(["POST", "Bearer t"]);
    vi.stubGlobal("location", { href: "https://api.example/app/" });
    await gate.fetch("../me");
    vi.unstubAllGlobals();
    expect(sent.pop()?.url).toBe("https://api.example/me");
    await expect(gate.fetch("https://other.example/")).rejects.toMatchObject({ code: "origin_not_allowed" });
    await expect(createTestGate({ roleMap, groups: [] }).fetch("https://api.example/")).rejects.toMatchObject({ code: "config_invalid" });
    expect(sent).toHaveLength(1);
  });

  it("reads raw claims as the map says, and names as the map matches them", () => {
    const map = {
      version: 1,
      permissions: { a: "", b: "" },
      groups: [
        { match: "Editors", allow: ["a"] },
        { match: "$authenticated", allow: [{ grant: "b", requireScope: "s" }] },
      ],
      claims: {
        client: {
          groups: {
            sources: [{ token: "userinfo", path: ["acme", "groups"] }],
            normalise: [{ alias: { g1: "Editors" } }],
            onAbsent: "error",
          },
          scopes: { sources: [{ token: "access", path: ["scp"] }] },
        },
      },
    } as const;
    const raw = { userinfo: { sub: "test-user", acme: { groups: ["g1"] } } };
    expect(createTestGate({ roleMap: map, ...raw }).can("a")).toBe(true);
    expect(createTestGate({ roleMap: map, groups: ["Editors"] }).can("a")).toBe(true);
    expect(createTestGate({ roleMap: map, groups: ["g1"] }).can("a")).toBe(false);
    const scoped = (state: TestState) => createTestGate({ roleMap: map, groups: [], ...state }).can("b");
    expect([scoped({}), scoped({ scopes: ["s"] }), scoped({ access: { scp: ["s"] } })]).toEqual([false, true, true]);
    const absent = createTestGate({ roleMap: map, groups: "absent" }).getSnapshot();
    expect([absent.status, absent.error?.code]).toEqual(["error", "claim_missing"]);
    // Of a preset: the person's claims in its own form.
    const cognito = createTestGate({ roleMap: { ...map, claims: "cognito" }, claims: { "cognito:groups": ["Editors"] } });
    expect(cognito.can("a")).toBe(true);
  });

  it("refuses a map with its findings", () => {
    const bad = { version: 1, roles: { a: { inherits: ["b"] } } } as RoleMap;
    expect(() => createTestGate({ roleMap: bad })).toThrow(expect.objectContaining({ code: "map_invalid" }));
    try {
      createTestGate({ roleMap: bad });
    } catch (error) {
      expect((error as GateError).findings?.[0]?.pointer).toBe("/roles/a/inherits/0");
    }
  });
});

describe("describeRoleMap", () => {
  const table = (cases: Parameters<typeof describeRoleMap<typeof roleMap>>[1]) => {
    const ran: [string, string][] = [];
    const runner = {
      describe: (_: string, body: () => void) => body(),
      it(name: string, body: () => void) {
        try {
          body();
          ran.push([name, ""]);
        } catch (error) {
          ran.push([name, String((error as Error).message)]);
        }
      },
    };
    describeRoleMap(roleMap, cases, { runner });
    return ran;
  };

  it("makes a test of each row", () => {
    const ran = table([
      { given: ["app-editors"], can: ["projects:write"], cannot: ["admin:users:manage"], route: { "/admin": "forbidden" } },
      { given: ["proj-42-reader"], can: ["project:42:read"], cannot: ["project:57:read"], canSome: ["project:*:read"], roles: ["viewer"] },
      { given: { groups: "overage" }, cannot: ["projects:write"], route: { "/admin": { outcome: "indeterminate", reason: "overage" } } },
      { given: "signed-out", route: { "/admin": "sign_in" }, cannot: ["projects:read"] },
      { name: "by claims", given: { claims: { groups: ["Administrators"] } }, can: ["admin:users:manage"], landing: "/admin" },
    ]);
    expect(ran).toEqual([
      ["groups [app-editors]", ""],
      ["groups [proj-42-reader]", ""],
      ["somebody whose groups are overage", ""],
      ["nobody signed in", ""],
      ["by claims", ""],
    ]);
  });

  it("fails with all that differs, and why", () => {
    const [[, message] = []] = table([
      {
        given: ["app-editors"],
        can: ["admin:users:manage"],
        // @ts-expect-error not a permission of the map
        cannot: ["projects:write", "projects:rite"],
        canSome: ["admin:**"],
        roles: ["viewer"],
        route: { "/admin": "allow" },
        landing: "/admin",
      },
    ]);
    for (const part of [
      "expected to be allowed: admin:users:manage",
      "expected not to be allowed: projects:write",
      "not a permission of the map: projects:rite",
      "expected some permission under admin:**",
      'expected roles: ["viewer"]',
      "expected of /admin",
      'expected landing: "/admin"',
      "no_grant",
    ]) {
      expect(message).toContain(part);
    }
  });

  it("refuses a row that could not fail, and a table without rows", () => {
    expect(() => table([{ given: [] }])).toThrow(/asks nothing/);
    expect(() => table([])).toThrow(/no row/);
  });
});

// By the globals or the functions of this runner, for real.
describeRoleMap(roleMap, [{ given: ["app-editors"], can: ["projects:write"] }], { runner: { describe, it }, name: "with Vitest" });
