import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Hono } from "hono";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { loadPolicy } from "../../www/lib/index.js";
import { type ApiAccess, ApiError, type ApiGuardOptions, createApiGuard } from "../../www/lib/server/index.js";
import { createTokenMint, type TokenMint } from "../../www/lib/testing/index.js";

function claimsOf(name: string) {
  return { sources: [{ token: "access", path: [name] }] } as const;
}

const roleMap = {
  version: 1,
  permissions: { "projects:read": "", "projects:write": "", "project:{id}:read": "" },
  roles: { viewer: { allow: ["projects:read"] }, editor: { inherits: ["viewer"], allow: ["projects:write"] }, gone: { deny: ["**"] } },
  groups: [
    { match: "editors", roles: ["editor"] },
    { match: "readers", roles: ["viewer"] },
    { match: "suspended", roles: ["gone"] },
    { match: "proj-{id}", allow: ["project:{id}:read"] },
  ],
  claims: {
    api: {
      groups: claimsOf("groups"),
      scopes: { sources: [{ token: "access", path: ["scope"], shape: "delimited", separator: " " }] },
    },
  },
} as const;

let mint: TokenMint;
beforeAll(async () => {
  mint = await createTokenMint();
});

type Options = Partial<ApiGuardOptions>;
function guardOf(options: Options = {}) {
  const { issuer, audience, jwks } = mint;
  return createApiGuard({ issuer, audience, jwks, roleMap, ...options } as ApiGuardOptions<typeof roleMap>);
}

const requestWith = (authorization?: string, path = "/") =>
  new Request(`https://api.test${path}`, authorization === undefined ? {} : { headers: { authorization } });
const bearer = async (claims = {}, header = {}) => `Bearer ${await mint.accessToken(claims, { header })}`;

/** Status, challenge and code of the answer. */
async function told(response: Response) {
  const { error } = response.status === 200 ? { error: "" } : ((await response.json()) as { error: string });
  return [response.status, response.headers.get("www-authenticate"), error];
}

type Needed = Parameters<ReturnType<typeof guardOf>["web"]>[0];
async function ask(need: Needed, claims: object, options: Options = {}, header = {}) {
  const handler = guardOf(options).web(need, async () => new Response("done"));
  return told(await handler(requestWith(await bearer(claims, header))));
}

describe("authenticate", () => {
  it("says who asks and what they may do, as the policy does", async () => {
    const access = await guardOf().authenticate(requestWith(await bearer({ sub: "bob", groups: ["editors"], scope: "a b" })));
    const policy = await loadPolicy(roleMap);
    const { sub, scopes, mapDigest, claims, groups, roles } = access;
    expect([sub, scopes, mapDigest, claims.sub, groups.values, roles]).toEqual([
      "bob",
      ["a", "b"],
      policy.digest,
      "bob",
      ["editors"],
      ["editor", "viewer"],
    ]);
    expect([access.can("projects:write"), access.can("project:1:read")]).toEqual([true, false]);
    expect(() => access.demand("projects:write")).not.toThrow();
    expect(() => access.demand("project:1:read")).toThrow(expect.objectContaining({ status: 403, code: "no_grant" }));
  });

  it.each([
    ["no header", undefined],
    ["another scheme", "Basic YTpi"],
    ["no token", "Bearer"],
    ["a token in two parts", "Bearer a b"],
    ["two headers in one", "Bearer a, Bearer b"],
    ["DPoP, which is off", "DPoP a"],
  ])("asks for a token when there is %s", async (_, authorization) => {
    const refused = guardOf().authenticate(requestWith(authorization));
    await expect(refused).rejects.toBeInstanceOf(ApiError);
    const error = (await refused.catch((error: unknown) => error)) as ApiError;
    expect(await told(error.toResponse())).toEqual([401, "Bearer", "interaction_required"]);
  });

  it.each<[string, () => Promise<string>, string]>([
    ["has expired", () => bearer({ exp: 1 }), "token_expired"],
    ["is for another API", () => bearer({ aud: "https://other.test" }), "audience_rejected"],
    ["is of another issuer", () => bearer({ iss: "https://other.test" }), "issuer_rejected"],
    ["is an ID token", async () => `Bearer ${await mint.idToken()}`, "jwt_type_rejected"],
    ["is an ID token that says it is for the API", async () => `Bearer ${await mint.idToken({ aud: mint.audience })}`, "jwt_type_rejected"],
    ["has another typ", () => bearer({}, { typ: "JWT" }), "jwt_type_rejected"],
    ["has no client", () => bearer({ client_id: undefined }), "claim_missing"],
    ["is signed by nobody", () => bearer({}, { alg: "none" }), "jwt_alg_rejected"],
    ["is signed by somebody else", async () => `Bearer ${await (await createTokenMint()).accessToken()}`, "jwt_signature_invalid"],
    ["is bound to a key", () => bearer({ cnf: { jkt: "x" } }), "token_type_unsupported"],
    ["is no token", async () => "Bearer x", "jwt_malformed"],
  ])("refuses a token that %s", async (_, make, code) => {
    const refusal = await guardOf()
      .authenticate(requestWith(await make()))
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({ status: 401, code, cause: { name: "GateError", code } });
    expect((refusal as ApiError).headers["www-authenticate"]).toBe(`Bearer error="invalid_token", error_description="${code}"`);
  });

  it("keeps token and claims out of what it says", async () => {
    const authorization = await bearer({ sub: "secret-person", aud: "https://elsewhere.test", email: "secret@mail.test" });
    const refused = guardOf().authenticate(requestWith(authorization));
    const error = (await refused.catch((error: unknown) => error)) as ApiError;
    const said = [error.message, error.stack, error.body, JSON.stringify(error.headers), String(error.cause)].join();
    for (const part of ["secret", "elsewhere", authorization.slice(7, 30)]) expect(said).not.toContain(part);
  });
});

describe("a need", () => {
  const forbidden = (reason: string, more = "") => [403, `Bearer error="insufficient_scope", error_description="${reason}"${more}`, reason];
  const ok = [200, null, ""];

  it.each<[string, Needed, object, unknown[]]>([
    ["a permission", "projects:write", { groups: ["editors"] }, ok],
    ["a permission that is missing", "projects:write", { groups: ["readers"] }, forbidden("no_grant")],
    ["a permission that is taken away", "projects:write", { groups: ["editors", "suspended"] }, forbidden("explicit_deny")],
    ["a permission with a name", "project:42:read", { groups: ["proj-42"] }, ok],
    ["nothing", undefined, {}, ok],
    ["all", { all: ["projects:read", "projects:write"] }, { groups: ["readers"] }, forbidden("no_grant")],
    ["any", { any: ["projects:read", "projects:write"] }, { groups: ["readers"] }, ok],
    ["a role", { roles: ["editor"] }, { groups: ["readers"] }, forbidden("role_missing")],
    ["a role that is inherited", { roles: ["viewer"] }, { groups: ["editors"] }, ok],
    ["a role under a deny of everything", { roles: ["editor"] }, { groups: ["editors", "suspended"] }, forbidden("explicit_deny")],
    ["one of two roles", { roles: { any: ["editor", "viewer"] } }, { groups: ["readers"] }, ok],
    ["a scope", { requireScope: "write" }, { scope: "read write" }, ok],
    ["two scopes", { requireScope: ["read", "write"] }, { scope: "read" }, forbidden("scope_missing", ', scope="read write"')],
    ["all of it at once", { all: ["projects:read"], roles: ["editor"], requireScope: "w" }, { groups: ["editors"], scope: "w" }, ok],
    ["groups that are elsewhere", "projects:read", { _claim_names: { groups: "src1" } }, forbidden("overage")],
    ["groups that cannot be read", "projects:read", { groups: 5 }, forbidden("malformed")],
  ])("of %s", async (_, need, claims, answer) => {
    expect(await ask(need, claims)).toEqual(answer);
  });

  it("of a newer or a stronger authentication is told as RFC 9470 says", async () => {
    const now = Date.now() / 1000;
    const need = { all: ["projects:read"], stepUp: { maxAge: 300, acr: ["mfa", "hwk"] } } as const;
    const person = { groups: ["readers"], auth_time: Math.floor(now) - 10, acr: "hwk" };
    expect(await ask(need, person)).toEqual(ok);
    const weak = 'Bearer error="insufficient_user_authentication", error_description=';
    const asked = 'acr_values="mfa hwk", max_age="300"';
    expect(await ask(need, { ...person, acr: "pwd" })).toEqual([401, `${weak}"acr_unmet", ${asked}`, "acr_unmet"]);
    expect(await ask(need, { ...person, auth_time: Math.floor(now) - 400 })).toEqual([
      401,
      `${weak}"auth_too_old", ${asked}`,
      "auth_too_old",
    ]);
    // Nobody is asked to authenticate again for what is refused anyway.
    expect(await ask(need, { ...person, acr: "pwd", groups: [] })).toEqual(forbidden("no_grant"));
  });

  it("of a scope asks the token, where the map reads no scopes too", async () => {
    const { claims: _, ...map } = roleMap;
    const options = { roleMap: { ...map, claims: { api: { groups: claimsOf("groups") } } } as never };
    const need = { all: ["projects:read"], requireScope: "read", stepUp: { maxAge: 300 } } as const;
    const person = { groups: ["readers"], auth_time: Math.floor(Date.now() / 1000), scope: "openid read" };
    expect(await ask(need, person, options)).toEqual(ok);
    const lacking = forbidden("scope_missing", ', scope="read"');
    expect(await ask(need, { ...person, scope: "openid" }, options)).toEqual(lacking);
    expect(await ask(need, { ...person, scope: "openid", auth_time: 1 }, options)).toEqual(lacking);
    expect(() => guardOf(options).web({ requireScope: [] }, async () => new Response("done"))).toThrow(
      expect.objectContaining({ code: "config_invalid" }),
    );
  });

  it("may be known with the request only", async () => {
    const handler = guardOf().web(
      (request) => `project:${new URL(request.url).pathname.slice(1)}:read`,
      async () => new Response("done"),
    );
    const authorization = await bearer({ groups: ["proj-42"] });
    expect(await told(await handler(requestWith(authorization, "/42")))).toEqual(ok);
    expect(await told(await handler(requestWith(authorization, "/57")))).toEqual(forbidden("no_grant"));
    expect((await told(await handler(requestWith(authorization, "/*"))))[0]).toBe(403);
  });

  it("that is misspelt is heard of when the server starts", () => {
    const guard = guardOf();
    const misspelt = [
      () => guard.node("projects:rite" as "projects:read"),
      () => guard.web({ roles: ["edito"] as never }, async () => new Response()),
      () => guard.hono({ all: [] }),
      () => guard.hono("project:{id}:read"),
      () => guard.node({ rolls: ["editor"] } as never),
      () => guard.node({ roles: ["editor", "viewer"] }),
    ];
    for (const make of misspelt) expect(make).toThrow(expect.objectContaining({ code: "config_invalid" }));
  });
});

describe("groups that the token could not hold", () => {
  const overage = { groups: ["readers"], _claim_names: { groups: "src1", other: "src2" }, _claim_sources: { src1: {} } };

  it("are asked for, and stand where the map reads them", async () => {
    const resolveGroups = vi.fn(async () => ["editors"]);
    expect((await ask("projects:write", overage, { resolveGroups }))[0]).toBe(200);
    expect(resolveGroups.mock.calls[0]).toEqual([expect.objectContaining({ sub: "test-user" })]);
    expect((await ask("projects:write", { hasgroups: true }, { resolveGroups }))[0]).toBe(200);
    const nested = { sources: [{ token: "access", path: ["acme", "groups"] }] };
    const map = { ...roleMap, claims: { api: { groups: { ...nested, onOverage: "error" } } } };
    const claims = { acme: { x: 1 }, _claim_names: { acme: "s" } };
    expect((await ask("projects:write", claims, { roleMap: map, resolveGroups }))[0]).toBe(200);
    expect((await ask("projects:write", claims, { roleMap: map }))[0]).toBe(403);
  });

  it("are not asked for where the token has them", async () => {
    const resolveGroups = vi.fn(async () => ["editors"]);
    expect((await ask("projects:write", { groups: ["readers"] }, { resolveGroups }))[0]).toBe(403);
    expect(resolveGroups).not.toHaveBeenCalled();
  });

  it("open nothing when they cannot be had", async () => {
    const resolveGroups = () => Promise.reject(new Error("down, token eyJ"));
    expect(await ask("projects:read", overage, { resolveGroups })).toEqual([503, null, "network_error"]);
    const wrong = { resolveGroups: async () => "editors" as never };
    expect(await ask("projects:write", { hasgroups: true }, wrong)).toEqual([503, null, "network_error"]);
    const strange = { resolveGroups: async () => [5] as never };
    expect((await ask("projects:write", { hasgroups: true }, strange))[0]).toBe(403);
  });
});

describe("providers", () => {
  const lax = { typ: "JWT" };

  it("are read by the preset of the map", async () => {
    const under = (claims: unknown, token: object, header: object = lax, options: Options = {}) =>
      ask("projects:write", token, { roleMap: { ...roleMap, claims } as never, ...options }, header);
    const okta = { groups: ["editors"], cid: "app", client_id: undefined, jti: undefined, scp: ["a"] };
    expect((await under("okta-custom", okta))[0]).toBe(200);
    expect((await under({}, okta))[0]).toBe(401);
    expect((await under("okta-custom", okta, lax, { profile: "rfc9068" }))[0]).toBe(401);
    const cognito = { "cognito:groups": ["editors"], aud: undefined, client_id: "app-1", token_use: "access" };
    expect((await under("cognito", cognito, lax, { audience: "app-1" }))[0]).toBe(200);
    expect((await under("cognito", cognito, lax, { audience: "app-2" }))[2]).toBe("audience_rejected");
    const cognitoId = { ...cognito, aud: "app-1", token_use: "id" };
    expect((await under("cognito", cognitoId, lax, { audience: "app-1" }))[2]).toBe("jwt_type_rejected");
    const keycloak = { realm_access: { roles: ["editors"] }, aud: undefined, azp: "app-1", client_id: undefined, typ: "Bearer" };
    expect((await under("keycloak-realm", keycloak, lax, { audience: "app-1" }))[0]).toBe(200);
    expect((await under("keycloak-realm", { ...keycloak, aud: "account" }, lax, { audience: "app-1" }))[2]).toBe("audience_rejected");
  });

  it("of many tenants are told apart by the token's tenant", async () => {
    const tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    const issuer = "https://login.test/{tenantid}/v2.0";
    const options = { issuer, roleMap: { ...roleMap, claims: "entra-groups" } as never };
    const token = { iss: `https://login.test/${tenant}/v2.0`, tid: tenant, groups: ["editors"], scp: "a" };
    expect((await ask("projects:write", token, options, lax))[0]).toBe(200);
    expect((await ask("projects:write", { ...token, tid: "x" }, options, lax))[2]).toBe("issuer_rejected");
  });
});

describe("the provider's keys", () => {
  type Reply = (request: IncomingMessage, response: ServerResponse) => void;
  const json = (response: ServerResponse, body: unknown, status = 200, type = "application/json") =>
    response.writeHead(status, { "content-type": type }).end(typeof body === "string" ? body : JSON.stringify(body));
  let asked: string[];
  let reply: { metadata: Reply; keys: Reply };
  let origin: string;
  let server: ReturnType<typeof createServer>;
  let provider: TokenMint;

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      (request.url === "/jwks" ? reply.keys : reply.metadata)(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    provider = await createTokenMint({ issuer: origin });
    reply = { metadata: (_, response) => json(response, provider.metadata), keys: (_, response) => json(response, provider.jwks) };
  });
  afterEach(async () => {
    vi.useRealTimers();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const guard = () => createApiGuard({ issuer: origin, audience: provider.audience, roleMap });
  const status = async (authenticated: Promise<ApiAccess>) =>
    authenticated.then(
      () => 200,
      (error: ApiError) => `${error.status} ${error.code}`,
    );
  const asking = async (guarded: ReturnType<typeof guard>, token?: string) =>
    status(guarded.authenticate(requestWith(`Bearer ${token ?? (await provider.accessToken())}`)) as Promise<never>);

  it("are found by discovery and fetched once, however many ask", async () => {
    const one = guard();
    expect(asked).toEqual([]);
    expect(await Promise.all(Array.from({ length: 20 }, () => asking(one)))).toEqual(Array(20).fill(200));
    expect(asked).toEqual(["/.well-known/openid-configuration", "/jwks"]);
    await asking(one);
    expect(asked).toHaveLength(2);
  });

  it("are fetched again for an unknown kid, at most once in 30 seconds", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const one = guard();
    expect(await asking(one)).toBe(200);
    await provider.rotate();
    expect(await Promise.all([asking(one), asking(one), asking(one)])).toEqual([200, 200, 200]);
    expect(asked.filter((path) => path === "/jwks")).toHaveLength(2);
    const stranger = await provider.accessToken({}, { header: { kid: "nobody" } });
    for (let turn = 0; turn < 5; turn++) expect(await asking(one, stranger)).toBe("401 jwt_key_missing");
    expect(asked.filter((path) => path === "/jwks")).toHaveLength(2);
    vi.setSystemTime(Date.now() + 31_000);
    for (let turn = 0; turn < 5; turn++) expect(await asking(one, stranger)).toBe("401 jwt_key_missing");
    expect(asked.filter((path) => path === "/jwks")).toHaveLength(3);
  });

  it("that cannot be asked for a new one leave it open whether there is one", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const one = guard();
    expect(await asking(one)).toBe(200);
    const working = reply.keys;
    reply.keys = (_, response) => json(response, {}, 500);
    await provider.rotate();
    for (let turn = 0; turn < 3; turn++) expect(await asking(one)).toBe("503 http_error");
    expect(asked.filter((path) => path === "/jwks")).toHaveLength(2);
    reply.keys = working;
    vi.setSystemTime(Date.now() + 31_000);
    expect(await asking(one)).toBe(200);
  });

  it("are not fetched twice for one token", async () => {
    expect(await asking(guard(), await provider.accessToken({}, { header: { kid: "nobody" } }))).toBe("401 jwt_key_missing");
    expect(asked).toHaveLength(2);
  });

  it("go when the provider withdraws them, and stay for a while when it is away", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const one = guard();
    const lasting = await provider.accessToken({ exp: Math.floor(Date.now() / 1000) + 36_000 });
    expect(await asking(one, lasting)).toBe(200);
    const working = reply.keys;
    reply.keys = (_, response) => json(response, {}, 500);
    vi.setSystemTime(Date.now() + 1_200_000);
    for (let turn = 0; turn < 5; turn++) expect(await asking(one, lasting)).toBe(200);
    expect(asked.filter((path) => path === "/jwks")).toHaveLength(2);
    vi.setSystemTime(Date.now() + 3_600_000);
    expect(await asking(one, lasting)).toBe("503 http_error");
    await provider.rotate({ keep: false });
    reply.keys = working;
    expect([await asking(one, lasting), await asking(one)]).toEqual(["401 jwt_key_missing", 200]);
  });

  it.each<[string, string, () => void]>([
    ["fail", "503 http_error", () => (reply.keys = (_, response) => json(response, {}, 500))],
    ["are a page", "503 response_invalid", () => (reply.keys = (_, response) => json(response, "<html>", 200, "text/html"))],
    ["are no JSON", "503 response_invalid", () => (reply.keys = (_, response) => json(response, "{"))],
    ["are no keys", "503 jwks_invalid", () => (reply.keys = (_, response) => json(response, { keys: 1 }))],
    ["are elsewhere", "503 response_invalid", () => (reply.keys = (_, response) => response.writeHead(302, { location: "/x" }).end())],
    [
      "are endless",
      "503 response_invalid",
      () => (reply.keys = (_, response) => json(response, `{"keys":[],"x":"${"x".repeat(600_000)}"}`)),
    ],
    ["break off", "503 network_error", () => (reply.keys = (request) => request.socket.destroy())],
    [
      "are of another issuer",
      "503 issuer_mismatch",
      () => (reply.metadata = (_, response) => json(response, { ...provider.metadata, issuer: `${origin}/` })),
    ],
    [
      "are not to be trusted",
      "503 response_invalid",
      () => (reply.metadata = (_, r) => json(r, { ...provider.metadata, jwks_uri: "http://a.test" })),
    ],
  ])("that %s open nothing, and are asked for again", async (_, answer, breakIt) => {
    const before = { ...reply };
    const one = guard();
    breakIt();
    expect(await asking(one)).toBe(answer);
    reply = before;
    expect(await asking(one)).toBe(200);
  });
});

describe("Express, Connect and node:http", () => {
  it("are answered, or go on with `request.access`", async () => {
    const guard = guardOf();
    const need = guard.node("projects:write");
    const fault = guardOf({ resolveGroups: () => Promise.reject(new Error("down")) }).node();
    const server = createServer((request: IncomingMessage & { access?: ApiAccess<typeof roleMap> }, response) => {
      const handler = request.url === "/fault" ? fault : need;
      handler(request, response, (error) => response.end(error ? "next(error)" : `for ${request.access?.sub}`));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const get = async (path: string, claims?: object) =>
      fetch(url + path, claims === undefined ? {} : { headers: { authorization: await bearer(claims) } });
    try {
      expect(await (await get("/", { groups: ["editors"], sub: "bob" })).text()).toBe("for bob");
      expect(await told(await get("/"))).toEqual([401, "Bearer", "interaction_required"]);
      expect((await told(await get("/", { groups: ["readers"] })))[0]).toBe(403);
      expect((await told(await get("/fault", { hasgroups: true })))[0]).toBe(503);
      const refused = await get("/");
      expect([refused.headers.get("cache-control"), refused.headers.get("content-type")]).toEqual(["no-store", "application/json"]);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it("hear of other errors by `next`", async () => {
    const boom = new Error("boom");
    const handler = guardOf().node(() => {
      throw boom;
    });
    const request = { headers: { authorization: await bearer() } };
    const response = { statusCode: 0, setHeader: () => {}, end: () => {} };
    expect(await new Promise((next) => handler(request, response, next))).toBe(boom);
  });
});

describe("Hono", () => {
  it("is answered, or goes on with the variable `access`", async () => {
    const guard = guardOf();
    const app = new Hono<{ Variables: { access: ApiAccess<typeof roleMap> } }>();
    app.get("/projects", guard.hono("projects:read"), (context) => context.text(`for ${context.get("access").sub}`));
    const get = async (claims?: object) => app.request("/projects", claims && { headers: { authorization: await bearer(claims) } });
    expect(await (await get({ groups: ["readers"], sub: "carol" })).text()).toBe("for carol");
    expect(await told(await get({}))).toEqual([403, 'Bearer error="insufficient_scope", error_description="no_grant"', "no_grant"]);
    expect(await told(await get())).toEqual([401, "Bearer", "interaction_required"]);
  });
});

describe("a handler for Fetch", () => {
  it("may refuse in its own words, and its faults are its own", async () => {
    const guard = guardOf();
    const authorization = await bearer({ groups: ["readers"] });
    const refusing = guard.web(undefined, async (_, access) => {
      access.demand("projects:write");
      return new Response("done");
    });
    expect((await told(await refusing(requestWith(authorization))))[2]).toBe("no_grant");
    const failing = guard.web("projects:read", async () => {
      throw new Error("boom");
    });
    await expect(failing(requestWith(authorization))).rejects.toThrow("boom");
  });
});

describe("what is wrong with the configuration", () => {
  it.each<[string, Options, string]>([
    ["no audience", { audience: [] }, "config_invalid"],
    ["an empty audience", { audience: "" }, "config_invalid"],
    ["an issuer in the clear", { issuer: "http://idp.test" }, "config_invalid"],
    ["a profile that does not exist", { profile: "none" as never }, "config_invalid"],
    ["a leeway without end", { leeway: 1e9 }, "config_invalid"],
    ["tokens that are Okta's own", { roleMap: { version: 1, claims: "okta-org" } as never }, "config_invalid"],
    [
      "an Okta org server under another preset",
      { issuer: "https://acme.okta.com", roleMap: { version: 1, claims: "okta-custom" } as never },
      "config_invalid",
    ],
    ["a host that only looks like loopback", { issuer: "http://127.0.0.1.evil.test" }, "config_invalid"],
    ["a map as text", { roleMap: '{"version":1}' as never }, "config_invalid"],
    ["a map with a fault", { roleMap: { version: 1, groups: [{ match: "a", roles: ["b"] }] } as never }, "map_invalid"],
  ])("is heard of at once: %s", (_, options, code) => {
    expect(() => guardOf(options)).toThrow(expect.objectContaining({ name: "GateError", code }));
  });

  it.each(["http://127.0.0.5:9101", "http://idp.localhost", "http://[::1]:1", "https://acme.okta.com/oauth2/default"])(
    "is not %s",
    (issuer) => {
      expect(() => guardOf({ issuer })).not.toThrow();
    },
  );
});
