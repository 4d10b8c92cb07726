import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Hono } from "hono";
import { beforeAll, describe, expect, it } from "vitest";
import { type ApiAccess, type ApiError, type ApiGuardOptions, createApiGuard, type ReplayStore } from "../../www/lib/server/index.js";
import { Remembered } from "../../www/lib/server/replay.js";
import { createTokenMint, type TokenMint } from "../../www/lib/testing/index.js";

const roleMap = {
  version: 1,
  permissions: { "projects:read": "", "projects:write": "" },
  groups: [{ match: "readers", allow: ["projects:read"] }],
  claims: { api: { groups: { sources: [{ token: "access", path: ["groups"] }] } } },
} as const;
const URL0 = "https://api.test/projects/1";
const ALGS = 'algs="ES256 ES384 ES512 EdDSA Ed25519 PS256 PS384 PS512 RS256 RS384 RS512"';

const encoded = (bytes: ArrayBuffer | string) => Buffer.from(bytes as string).toString("base64url");
const sha256 = (text: string) => createHash("sha256").update(text).digest("base64url");
const seconds = () => Math.floor(Date.now() / 1000);

/** A client with a key of its own. */
async function createClient() {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const jkt = sha256(JSON.stringify({ crv, kty, x, y }));
  const prove = async (token: string, claims: object = {}) => {
    const header = { typ: "dpop+jwt", alg: "ES256", jwk: { kty, crv, x, y } };
    const body = { jti: crypto.randomUUID(), htm: "GET", htu: URL0, iat: seconds(), ath: sha256(token), ...claims };
    const input = `${encoded(JSON.stringify(header))}.${encoded(JSON.stringify(body))}`;
    const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, Buffer.from(input));
    return `${input}.${encoded(signature)}`;
  };
  return { jkt, prove };
}

let mint: TokenMint;
let client: Awaited<ReturnType<typeof createClient>>;
let bound: string;
let plain: string;
beforeAll(async () => {
  [mint, client] = await Promise.all([createTokenMint(), createClient()]);
  bound = await mint.accessToken({ cnf: { jkt: client.jkt }, groups: ["readers"] });
  plain = await mint.accessToken({ groups: ["readers"] });
});

function guardOf(dpop: ApiGuardOptions["dpop"] | "unsaid" = { required: true }, options: Partial<ApiGuardOptions> = {}) {
  const { issuer, audience, jwks } = mint;
  return createApiGuard({ issuer, audience, jwks, roleMap, ...(dpop !== "unsaid" && { dpop }), ...options } as ApiGuardOptions<
    typeof roleMap
  >);
}
type Guard = ReturnType<typeof guardOf>;

/** Status, code and challenge of the answer. */
async function told(response: Response) {
  const { error } = response.status === 200 ? { error: "" } : ((await response.json()) as { error: string });
  return [response.status, error, response.headers.get("www-authenticate")];
}
const asking = (guard: Guard, headers: Record<string, string>, url = URL0, need?: Parameters<Guard["web"]>[0]) =>
  guard
    .web(
      need,
      async (_, { sub }) => new Response(`for ${sub}`),
    )(new Request(url, { headers }))
    .then(told);
const withProof = async (claims: object = {}) => ({ authorization: `DPoP ${bound}`, dpop: await client.prove(bound, claims) });

const ok = [200, "", null];
const badProof = (code: string) => [401, code, `DPoP error="invalid_dpop_proof", error_description="${code}", ${ALGS}`];
const badToken = (code: string) => [401, code, `DPoP error="invalid_token", error_description="${code}", ${ALGS}`];

describe("a bound token", () => {
  it("is taken with its proof, once", async () => {
    const guard = guardOf();
    const headers = await withProof();
    expect(await asking(guard, headers)).toEqual(ok);
    expect(await asking(guard, headers)).toEqual(badProof("claim_invalid"));
    expect(await asking(guard, await withProof())).toEqual(ok);
  });

  it("is taken with its proof where plain ones are taken too", async () => {
    const guard = guardOf({ required: false });
    expect(await asking(guard, await withProof())).toEqual(ok);
    expect(await asking(guard, { authorization: `Bearer ${plain}` })).toEqual(ok);
  });

  it.each<[string, Parameters<typeof guardOf>[0], unknown[]]>([
    ["where proofs are required", { required: true }, ["DPoP"]],
    ["where they are not", { required: false }, ["DPoP"]],
    ["where they are off", "off", ["Bearer"]],
    ["where nothing is said of them", "unsaid", ["Bearer"]],
  ])("is refused as Bearer %s, with its proof too", async (_, dpop, [scheme]) => {
    const wanted = badToken("token_type_unsupported");
    if (scheme === "Bearer") wanted[2] = 'Bearer error="invalid_token", error_description="token_type_unsupported"';
    const { dpop: proof } = await withProof();
    expect(await asking(guardOf(dpop), { authorization: `Bearer ${bound}`, dpop: proof })).toEqual(wanted);
    expect(await asking(guardOf(dpop), { authorization: `Bearer ${bound}` })).toEqual(wanted);
  });

  it("is judged before its proof, and as always", async () => {
    const guard = guardOf();
    const expired = await mint.accessToken({ cnf: { jkt: client.jkt }, exp: 1 });
    expect(await asking(guard, { authorization: `DPoP ${expired}`, dpop: "x" })).toEqual(badToken("token_expired"));
    expect(await asking(guard, await withProof(), URL0, "projects:write")).toEqual([
      403,
      "no_grant",
      `DPoP error="insufficient_scope", error_description="no_grant", ${ALGS}`,
    ]);
    const stepUp = await asking(guard, await withProof(), URL0, { all: ["projects:read"], stepUp: { maxAge: 60 } });
    expect(stepUp[2]).toBe(`DPoP error="insufficient_user_authentication", error_description="auth_too_old", max_age="60", ${ALGS}`);
  });
});

describe("a token without a key", () => {
  it("is refused as DPoP, and where proofs are required", async () => {
    const proof = await client.prove(plain);
    for (const required of [true, false]) {
      expect(await asking(guardOf({ required }), { authorization: `DPoP ${plain}`, dpop: proof })).toEqual(
        badToken("token_type_unsupported"),
      );
    }
    expect(await asking(guardOf(), { authorization: `Bearer ${plain}` })).toEqual(badToken("token_type_unsupported"));
    expect(await asking(guardOf(), { authorization: `Bearer ${plain}`, dpop: proof })).toEqual(badToken("token_type_unsupported"));
  });
});

describe("no token", () => {
  it.each<[string, ApiGuardOptions["dpop"], string]>([
    ["is answered with both schemes where both are taken", { required: false }, `Bearer, DPoP ${ALGS}`],
    ["is answered with DPoP alone where it is required", { required: true }, `DPoP ${ALGS}`],
    ["is answered with Bearer where proofs are off", "off", "Bearer"],
  ])("%s", async (_, dpop, challenge) => {
    for (const headers of [{}, { authorization: "Basic YTpi" }, { authorization: "DPoP" }, { authorization: `DPoP ${bound} x` }]) {
      expect(await asking(guardOf(dpop), headers as Record<string, string>)).toEqual([401, "interaction_required", challenge]);
    }
  });
});

describe("a proof", () => {
  it("of any algorithm that the challenge names is taken, and of no other", async () => {
    // Six RSA keys are made: that takes its time on a busy machine.
    const [, names = ""] = /"(.+)"/.exec(ALGS) ?? [];
    const P = { ES256: "P-256", ES384: "P-384", ES512: "P-521" } as Record<string, string>;
    for (const alg of names.split(" ")) {
      const hash = `SHA-${alg.slice(2)}`;
      const make =
        alg in P
          ? { name: "ECDSA", namedCurve: P[alg] as string }
          : alg.startsWith("Ed")
            ? { name: "Ed25519" }
            : {
                name: alg.startsWith("PS") ? "RSA-PSS" : "RSASSA-PKCS1-v1_5",
                hash,
                modulusLength: 2048,
                publicExponent: new Uint8Array([1, 0, 1]),
              };
      const pair = (await crypto.subtle.generateKey(make, false, ["sign", "verify"])) as CryptoKeyPair;
      const { kty, crv, x, y, n, e } = await crypto.subtle.exportKey("jwk", pair.publicKey);
      const jwk = JSON.parse(JSON.stringify({ crv, e, kty, n, x, y }));
      const token = await mint.accessToken({ cnf: { jkt: sha256(JSON.stringify(jwk)) } });
      const body = { jti: "j", htm: "GET", htu: URL0, iat: seconds(), ath: sha256(token) };
      const input = `${encoded(JSON.stringify({ typ: "dpop+jwt", alg, jwk }))}.${encoded(JSON.stringify(body))}`;
      const signing = { name: make.name, hash, saltLength: Number(alg.slice(2)) / 8 };
      const signature = await crypto.subtle.sign(signing, pair.privateKey, Buffer.from(input));
      const headers = { authorization: `DPoP ${token}`, dpop: `${input}.${encoded(signature)}` };
      expect(await asking(guardOf(), headers), alg).toEqual(ok);
    }
  }, 60_000);

  it.each<[string, object]>([
    ["another method", { htm: "POST" }],
    ["another address", { htu: "https://api.test/projects/2" }],
    ["another token", { ath: sha256("x") }],
  ])("for %s is refused", async (_, claims) => {
    expect(await asking(guardOf(), await withProof(claims))).toEqual(badProof("claim_invalid"));
  });

  it("is judged by the guard's clock and leeway", async () => {
    const now = () => seconds() + 1000;
    const token = () => mint.accessToken({ cnf: { jkt: client.jkt }, exp: seconds() + 2000 });
    const at = async (iat: number, leeway: number) => {
      const access = await token();
      const headers = { authorization: `DPoP ${access}`, dpop: await client.prove(access, { iat }) };
      return (await asking(guardOf({ required: true }, { now, leeway }), headers))[1];
    };
    expect([await at(now() - 290, 0), await at(now() - 320, 300), await at(now() + 100, 60), await at(now() + 100, 120)]).toEqual([
      "",
      "token_expired",
      "token_not_yet_valid",
      "",
    ]);
  });

  it("that is not there, or there twice, is asked for", async () => {
    const guard = guardOf();
    expect(await asking(guard, { authorization: `DPoP ${bound}` })).toEqual(badProof("jwt_malformed"));
    const request = new Request(URL0, { headers: { authorization: `DPoP ${bound}` } });
    for (let turn = 0; turn < 2; turn++) request.headers.append("dpop", await client.prove(bound));
    const refused = (await guard.authenticate(request).catch((error: unknown) => error)) as ApiError;
    expect(await told(refused.toResponse())).toEqual(badProof("jwt_malformed"));
  });

  it("keeps out of what is said of it", async () => {
    const headers = await withProof({ htu: "https://secret.test/secret-path", jti: "secret-jti" });
    const refused = (await guardOf()
      .authenticate(new Request(URL0, { headers }))
      .catch((error: unknown) => error)) as ApiError;
    const said = [refused.message, refused.stack, refused.body, JSON.stringify(refused.headers), JSON.stringify(refused.cause)].join();
    for (const part of ["secret", client.jkt, headers.dpop.slice(0, 30), bound.slice(0, 30)]) expect(said).not.toContain(part);
    expect(said).toContain("publicOrigin");
  });
});

describe("an address behind a proxy", () => {
  it("is that of `publicOrigin`, whatever host the request names", async () => {
    const guard = guardOf({ required: true, publicOrigin: "https://api.acme.example" });
    const outside = "https://api.acme.example/projects/1";
    expect(await asking(guard, await withProof({ htu: outside }), "http://10.0.0.7:3000/projects/1?a=b")).toEqual(ok);
    expect(await asking(guard, await withProof({ htu: "http://10.0.0.7:3000/projects/1" }), "http://10.0.0.7:3000/projects/1")).toEqual(
      badProof("claim_invalid"),
    );
  });
});

describe("the store of proofs", () => {
  it("hears a digest and when it may forget, and only of proofs that are good", async () => {
    const calls: [string, number][] = [];
    const replay: ReplayStore = { firstUse: async (key, until) => calls.push([key, until]) > 0 };
    const guard = guardOf({ required: true, replay });
    const iat = seconds();
    expect(await asking(guard, await withProof({ jti: "one", iat }))).toEqual(ok);
    await asking(guard, await withProof({ jti: "two", htm: "POST" }));
    await asking(guard, { ...(await withProof({ jti: "three" })), authorization: `DPoP ${await mint.accessToken({ exp: 1 })}` });
    expect(calls).toEqual([[sha256(`${client.jkt}one`), iat + 301]]);
  });

  it.each<[string, ReplayStore]>([
    ["throws", { firstUse: () => Promise.reject(new Error("redis is away")) }],
    [
      "throws at once",
      {
        firstUse: () => {
          throw new Error("redis is away");
        },
      },
    ],
    ["says nothing that it should", { firstUse: () => "OK" as unknown as boolean }],
    ["says nothing", { firstUse: async () => undefined as unknown as boolean }],
  ])("that %s opens nothing", async (_, replay) => {
    expect(await asking(guardOf({ required: true, replay }), await withProof())).toEqual([503, "storage_unavailable", null]);
  });

  it("lets one of many requests at once through", async () => {
    const guard = guardOf();
    const headers = await withProof();
    const answers = await Promise.all(Array.from({ length: 10 }, () => asking(guard, headers)));
    expect(answers.filter(([status]) => status === 200)).toHaveLength(1);
  });

  it("forgets what is too old, and nothing before", () => {
    let now = 1000.9;
    const store = new Remembered(() => now, 3);
    expect([store.firstUse("a", 1301), store.firstUse("b", 1200), store.firstUse("c", 1301)]).toEqual([true, true, true]);
    expect(() => store.firstUse("d", 1301)).toThrow(RangeError);
    expect(store.firstUse("a", 1301)).toBe(false);
    now = 1199.9;
    expect(store.firstUse("b", 1200)).toBe(false);
    expect(() => store.firstUse("d", 1301)).toThrow(RangeError);
    now = 1200;
    expect([store.firstUse("d", 1400), store.firstUse("a", 1301)]).toEqual([true, false]);
    now = 1301;
    expect([store.firstUse("a", 1500), store.firstUse("c", 1500), store.firstUse("d", 1400)]).toEqual([true, true, false]);
  });
});

describe("Express, Connect and node:http", () => {
  it("read method, address and headers of the request", async () => {
    const handler = guardOf().node("projects:read");
    const behind = guardOf({ required: true, publicOrigin: "https://api.acme.example" }).node();
    const server = createServer((request: IncomingMessage & { access?: ApiAccess<typeof roleMap>; originalUrl?: string }, response) => {
      const use = request.url?.startsWith("/behind") ? behind : handler;
      // What Express does for a router that is mounted.
      if (request.url?.startsWith("/mounted")) {
        request.originalUrl = request.url;
        request.url = request.url.slice("/mounted".length);
      }
      use(request, response, (error) => response.end(error ? "next(error)" : `for ${request.access?.sub}`));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ask = async (path: string, claims: object = {}, method = "GET") => {
      const headers = await withProof({ htu: `${origin}${path.split("?")[0]}`, htm: method, ...claims });
      return fetch(origin + path, { method, headers });
    };
    try {
      expect(await (await ask("/a?b=c")).text()).toBe("for test-user");
      expect(await (await ask("/a/%7Eb", {}, "DELETE")).text()).toBe("for test-user");
      expect(await (await ask("/mounted/a")).text()).toBe("for test-user");
      expect(await told(await ask("/mounted/a", { htu: `${origin}/a` }))).toEqual(badProof("claim_invalid"));
      expect(await told(await ask("/a", { htm: "get" }))).toEqual(badProof("claim_invalid"));
      expect(await told(await ask("/a", { htu: origin.replace("http", "https") }))).toEqual(badProof("claim_invalid"));
      expect(await (await ask("/behind", { htu: "https://api.acme.example/behind" })).text()).toBe("for test-user");
      expect(await told(await ask("/behind"))).toEqual(badProof("claim_invalid"));
      const twice = new Headers({ authorization: `DPoP ${bound}` });
      for (let turn = 0; turn < 2; turn++) twice.append("dpop", await client.prove(bound, { htu: `${origin}/a` }));
      expect(await told(await fetch(`${origin}/a`, { headers: twice }))).toEqual(badProof("jwt_malformed"));
      expect(await told(await fetch(`${origin}/a`))).toEqual([401, "interaction_required", `DPoP ${ALGS}`]);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it("know HTTPS by its socket, HTTP/2 by its authority, and whole addresses", async () => {
    const guard = guardOf();
    const outcome = (request: object) =>
      new Promise((resolve) => {
        const response = { statusCode: 200, setHeader: () => {}, end: resolve };
        guard.node()(request as never, response, (error) => resolve(error ?? "in"));
      });
    const asked = async (rest: { headers?: object; socket?: object; url?: string }) => {
      const headers = { ...(await withProof()), host: "api.test", ...rest.headers };
      return outcome({ method: "GET", url: "/projects/1", socket: { encrypted: true }, ...rest, headers });
    };
    expect(await asked({})).toBe("in");
    expect(await asked({ headers: { host: undefined, ":authority": "api.test" } })).toBe("in");
    expect(await asked({ url: "https://api.test/projects/1", socket: {} })).toBe("in");
    for (const wrong of [
      { socket: {} },
      { headers: { host: "other.test" } },
      { headers: { host: undefined } },
      { headers: { host: "api.test/projects/1?" } },
      { url: "*" },
      { url: "" },
    ]) {
      expect(await asked(wrong), JSON.stringify(wrong)).toContain("claim_invalid");
    }
    const elsewhere = await withProof({ htu: "https://api.test/other" });
    expect(await asked({ headers: { ...elsewhere, host: "api.test/other#" } })).toContain("claim_invalid");
    const proofs = [await client.prove(bound), await client.prove(bound)];
    expect(await asked({ headers: { dpop: proofs } })).toContain("jwt_malformed");
  });
});

describe("Hono", () => {
  it("reads method, address and headers of the request", async () => {
    const app = new Hono<{ Variables: { access: ApiAccess<typeof roleMap> } }>();
    app.get("/projects/:id", guardOf().hono("projects:read"), (context) => context.text(`for ${context.get("access").sub}`));
    const headers = await withProof();
    expect(await (await app.request(URL0, { headers })).text()).toBe("for test-user");
    expect(await told(await app.request(URL0, { headers }))).toEqual(badProof("claim_invalid"));
    expect(await told(await app.request("https://api.test/projects/2", { headers: await withProof() }))).toEqual(badProof("claim_invalid"));
  });
});

describe("what is wrong with `dpop`", () => {
  it.each<[string, unknown]>([
    ["another word", "on"],
    ["nothing", null],
    ["no `required`", {}],
    ["a `required` that is no truth value", { required: "true" }],
    ["a misspelt member", { required: true, publicorigin: "https://api.test" }],
    ["a store without its method", { required: true, replay: {} }],
    ["a store that is null", { required: true, replay: null }],
    ["an origin with a path", { required: true, publicOrigin: "https://api.test/v1" }],
    ["an origin with a user", { required: true, publicOrigin: "https://me@api.test" }],
    ["an origin in the clear", { required: true, publicOrigin: "http://api.test" }],
    ["an origin that is none", { required: true, publicOrigin: "api.test" }],
  ])("is heard of at once: %s", (_, dpop) => {
    expect(() => guardOf(dpop as "off")).toThrow(expect.objectContaining({ name: "GateError", code: "config_invalid" }));
  });

  it("is not an origin with a slash, nor one on this machine", () => {
    for (const publicOrigin of ["https://api.test/", "https://api.test:8443", "http://localhost:3000"]) {
      expect(() => guardOf({ required: false, publicOrigin })).not.toThrow();
    }
  });
});
