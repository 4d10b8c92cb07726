// An OpenID provider of one's own: correct where a case says nothing, and exactly as wrong as the case says where it does.
// Each case has its own issuer, `ORIGIN/NAME`, so that many run at once. What the client does wrong is kept as a breach.
import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { judgeProof } from "./bound.mjs";
import { jwk, token } from "./keys.mjs";

export const CLIENT = "app";
// Nobody else's: found anywhere after a refused sign-in, it is a leak.
export const PERSON = {
  sub: "subject-of-the-hostile-suite",
  name: "Person Of The Hostile Suite",
  email: "person@hostile.example",
  groups: ["Administrators"],
};
const SUITABLE = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];

/** `begin(name, hooks, redirectUri, { stays })` before a case; the run that it gives is filled while the page acts. */
export async function startProvider() {
  const runs = new Map();
  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://localhost");
    const [, name, ...rest] = url.pathname.split("/");
    const run = runs.get(name);
    const place = rest.join("/");
    answerAt(run, request, url, place).then(
      (answer) => send(run, answer, response),
      (error) => {
        run?.breaches.push(`the provider failed at ${place}: ${error.stack}`);
        response.destroy();
      },
    );
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://localhost:${server.address().port}`;
  const begin = (name, hooks, redirectUri, { stays }) => {
    const base = hooks.host ? origin.replace("localhost", `${hooks.host}.localhost`) : origin;
    runs.set(name, newRun(name, hooks, `${base}/${name}`, { redirectUri, stays }));
    return runs.get(name);
  };
  const close = async () => {
    for (const run of runs.values()) run.open.forEach(clearInterval);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin, begin, close };
}

/** A run that `stays` is told the address to which the person would have been sent. */
function newRun(name, hooks, base, given) {
  const requests = {
    discovery: 0,
    par: 0,
    authorize: 0,
    token: 0,
    refresh: 0,
    jwks: 0,
    userinfo: 0,
    revoke: 0,
    api: 0,
    end_session: 0,
    stray: 0,
  };
  const kept = {
    breaches: [],
    secrets: new Map(),
    codes: new Map(),
    refreshTokens: new Map(),
    pushed: new Map(),
    proofs: new Set(),
    open: [],
  };
  return { name, hooks, base, issuer: hooks.issuer?.(base) ?? base, ...given, requests, ...kept };
}

const PLACES = {
  ".well-known/openid-configuration": ["discovery", discovery],
  par: ["par", push],
  authorize: ["authorize", authorize],
  token: ["token", tokens],
  jwks: ["jwks", jwks],
  userinfo: ["userinfo", userinfo],
  revoke: ["revoke", () => ({ body: "" })],
  api: ["api", api],
  end_session: ["end_session", () => ({ status: 200, headers: {}, body: "" })],
};

const USUAL = { status: 200, headers: { "content-type": "application/json" } };

async function answerAt(run, request, url, place) {
  if (!run) return { status: 404, headers: {}, body: "" };
  if (request.method === "OPTIONS") return { status: 204, headers: {}, body: "" };
  const [kind, make] = PLACES[place.replace("common/v2.0/", "")] ?? ["stray", () => ({ status: 200, body: {} })];
  const form = new URLSearchParams(request.method === "POST" ? await text(request) : "");
  const what = kind === "token" && form.get("grant_type") === "refresh_token" ? "refresh" : kind;
  run.requests[what] += 1;
  const asked = { request, url, form, address: `${run.base}/${place}` };
  const answer = { ...USUAL, ...((await run.hooks.instead?.[what]?.(run, asked)) ?? (await make(run, asked))) };
  return (await run.hooks.answers?.[what]?.(answer, run)) ?? answer;
}

const EXPOSED = { "access-control-expose-headers": "dpop-nonce, www-authenticate" };

/** The body of an answer may be an object, text or bytes; `how` is what becomes of the connection. */
function send(run, { status, headers, body, how, cors = true }, response) {
  const bytes = typeof body === "string" || Buffer.isBuffer(body) ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
  // A browser sends a request again, a POST too, when a connection that served before breaks off: here each serves once.
  const once = run?.hooks.host && { connection: "close" };
  const open = cors && { "access-control-allow-origin": "*", "access-control-allow-headers": "authorization, dpop", ...EXPOSED };
  const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
  if (how === "silent") return;
  if (how === "reset") return response.destroy();
  if (how === "cut") {
    response.writeHead(status, { ...open, ...once, ...given, "content-length": bytes.length + 100 });
    return response.write(bytes, () => response.destroy());
  }
  response.writeHead(status, { ...open, ...once, ...given });
  if (how === "drip") return run.open.push(setInterval(() => response.write(" "), 50));
  if (how === "bytewise") for (const byte of bytes) response.write(Buffer.from([byte]));
  response.end(how === "bytewise" ? "" : bytes);
}

function discovery(run) {
  const { base, issuer, hooks } = run;
  const metadata = {
    issuer,
    authorization_endpoint: `${base}/authorize`,
    token_endpoint: `${base}/token`,
    jwks_uri: `${base}/jwks`,
    pushed_authorization_request_endpoint: `${base}/par`,
    userinfo_endpoint: `${base}/userinfo`,
    end_session_endpoint: `${base}/end_session`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: SUITABLE,
    code_challenge_methods_supported: ["S256"],
    authorization_response_iss_parameter_supported: true,
  };
  return { body: hooks.metadata?.(metadata, run) ?? metadata };
}

/** RFC 9126 section 2.2: what is pushed is asked for once. */
function push(run, { request, form }) {
  if (request.method !== "POST" || form.get("client_id") !== CLIENT || form.has("request_uri")) breach(run, "pushed request");
  const uri = `urn:ietf:params:oauth:request_uri:${fresh("pushed")}`;
  run.pushed.set(uri, Object.fromEntries(form));
  return { status: 201, body: { request_uri: uri, expires_in: 60 } };
}

function pushed(run, { client_id: client, request_uri: uri, ...more }) {
  const asked = run.pushed.get(uri);
  run.pushed.delete(uri);
  if (client !== CLIENT || !asked || Object.keys(more).length) breach(run, "a request that was not pushed", uri);
  return asked ?? {};
}

function authorize(run, { url }) {
  const given = Object.fromEntries(url.searchParams);
  const asked = given.request_uri === undefined ? given : pushed(run, given);
  const { state, nonce, code_challenge: challenge, code_challenge_method: method } = asked;
  for (const [kind, secret] of Object.entries({ state, nonce })) learn(run, kind, secret);
  const right = asked.response_type === "code" && asked.client_id === CLIENT && asked.redirect_uri === run.redirectUri && method === "S256";
  if (!right || challenge?.length !== 43 || !(state?.length >= 43) || !(nonce?.length >= 43)) breach(run, "authorization request", asked);
  if (!asked.scope?.split(" ").includes("openid")) breach(run, "no openid");
  if (asked.prompt === "none" && !run.hooks.silent) breach(run, "a silent round trip");
  run.asked = asked;
  const code = run.hooks.authorizationCode ?? fresh("code");
  learn(run, "code", code);
  run.codes.set(code, asked);
  const response = new URLSearchParams({ code, state, iss: run.issuer });
  const changed = run.hooks.response?.(response, run) ?? response;
  const back = `${run.redirectUri}?${changed}`;
  const location = run.hooks.redirect?.(back, run) ?? back;
  if (run.stays && asked.prompt !== "none") return { body: { address: location } };
  return { status: 302, headers: { location, "referrer-policy": "no-referrer" }, body: "", cors: false };
}

function tokens(run, { request, form, address }) {
  const type = request.headers["content-type"] ?? "";
  if (request.method !== "POST" || !type.startsWith("application/x-www-form-urlencoded")) breach(run, "token request", type);
  if (form.get("client_id") !== CLIENT || form.has("client_secret") || request.headers.authorization)
    breach(run, "client of the token request");
  if (request.headers.cookie) breach(run, "a cookie in a token request");
  const jkt = judgeProof(run, request, address);
  return form.get("grant_type") === "refresh_token" ? renewed(run, form, jkt) : redeemed(run, form, jkt);
}

function redeemed(run, form, jkt) {
  const asked = run.codes.get(form.get("code"));
  learn(run, "verifier", form.get("code_verifier"));
  if (!asked) return { status: 400, body: { error: "invalid_grant" } };
  if (asked.used) breach(run, "a code was presented twice");
  asked.used = true;
  const challenge = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  if (form.get("grant_type") !== "authorization_code" || challenge !== asked.code_challenge) breach(run, "PKCE");
  if (form.get("redirect_uri") !== asked.redirect_uri) breach(run, "another redirect_uri");
  if (jkt !== asked.dpop_jkt) breach(run, "another key than the code is bound to");
  return issue(run, asked, run.hooks, { code: form.get("code"), jkt });
}

function renewed(run, form, jkt) {
  const known = run.refreshTokens.get(form.get("refresh_token"));
  if (!known) return { status: 400, body: { error: "invalid_grant" } };
  if (known.used && run.hooks.rotates !== false) breach(run, "a refresh token was presented twice");
  known.used = true;
  if (jkt !== known.asked.dpop_jkt) breach(run, "another key than the refresh token is bound to");
  return issue(run, { ...known.asked, nonce: undefined }, run.hooks.refresh ?? {}, { jkt });
}

/** `hooks` are the case's own for a code, its `refresh` for a renewal. */
function issue(run, asked, hooks, { code, jkt }) {
  const now = Math.floor(Date.now() / 1000);
  run.authTime ??= now - 60;
  const { header: changeHeader, claims: changeClaims, payload, key = run.hooks.key ?? "rsa", alg = run.hooks.alg ?? "RS256" } = hooks;
  const access = fresh("access");
  const [scope, turn] = [asked.scope, { run, now, asked, access, code }];
  const usual = { iss: run.issuer, aud: CLIENT, iat: now, exp: now + 3600, auth_time: run.authTime, nonce: asked.nonce, ...PERSON };
  const claims = changeClaims ? changeClaims(usual, turn) : usual;
  const header = changeHeader ? changeHeader({ alg, kid: key }, turn) : { alg, kid: key };
  const signed = token(header, payload ? payload(claims, turn) : claims, { alg, key, options: hooks.options });
  const idToken = hooks.idToken ? hooks.idToken(signed, { ...turn, header, claims, key }) : signed;
  const refresh = fresh("refresh");
  run.refreshTokens.set(refresh, { asked });
  const body = {
    access_token: access,
    token_type: jkt ? "DPoP" : "Bearer",
    expires_in: 3600,
    scope,
    id_token: idToken,
    refresh_token: refresh,
  };
  const answer = hooks.body ? hooks.body(body, turn) : body;
  for (const kind of ["access_token", "id_token", "refresh_token"]) learn(run, kind, answer?.[kind]);
  return { headers: { "content-type": "application/json", "cache-control": "no-store" }, body: answer };
}

function jwks(run) {
  const keys = [jwk(run.hooks.key ?? "rsa", { alg: run.hooks.alg ?? "RS256" })];
  return { body: { keys: run.hooks.keys?.(keys, run) ?? keys } };
}

function userinfo(run, asked) {
  if (asked.url.search || !isPresented(run, asked)) breach(run, "userinfo request");
  return { body: run.hooks.userinfo?.(PERSON, run) ?? PERSON };
}

function api(run, asked) {
  if (!isPresented(run, asked)) breach(run, "API request");
  return { body: {} };
}

/** Whether the access token was presented as what it is, a bound one with a proof (RFC 9449 section 7.1). */
function isPresented(run, { request, address }) {
  const [scheme, presented] = (request.headers.authorization ?? "").split(" ");
  const jkt = judgeProof(run, request, address, presented);
  return scheme === (jkt ? "DPoP" : "Bearer") && run.secrets.get(presented) === "access_token";
}

/** An access token as RFC 9068 describes it, but for `claims`. */
export function accessToken({ run, now }, claims, { key = "rsa" } = {}) {
  const usual = { iss: run.issuer, aud: "api", sub: PERSON.sub, client_id: CLIENT, iat: now, exp: now + 3600, jti: fresh("jti") };
  return token({ alg: "RS256", kid: "rsa", typ: "at+jwt" }, { ...usual, groups: PERSON.groups, ...claims }, { key });
}

const fresh = (kind) => `${kind}-${randomBytes(24).toString("base64url")}`;
const breach = (run, ...what) => run.breaches.push(what.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(" "));

// Shorter ones would be found by chance.
function learn(run, kind, secret) {
  if (typeof secret === "string" && secret.length >= 12) run.secrets.set(secret, kind);
}

async function text(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
