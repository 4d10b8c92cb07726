// Sees everything that a browser context asks for, says and keeps, so that a test can tell what leaked.
import assert from "node:assert/strict";
import { allowedIn, watchForLeaks } from "./leaks.mjs";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);
// Shorter values would be found by chance.
const SHORTEST_SECRET = 12;
// What Chromium says of every frame that may run the scripts of the app's own origin; the rest stays forbidden to it all the same.
const OF_FRAMES = /^An iframe which has both allow-scripts and allow-same-origin/;

/** `hooks.token(body)` may change what the token endpoint answered; `hooks.lose` loses its next answer. Closing the context looks for leaks. */
export async function watch(context, { issuer, origin }, hooks = {}) {
  const seen = { console: [], errors: [], requests: [], secrets: new Map(), tokens: {}, hooks };
  const learn = (kind, value) => value && value.length >= SHORTEST_SECRET && seen.secrets.set(value, kind);
  context.on("console", (message) => seen.console.push({ type: message.type(), text: message.text() }));
  context.on("weberror", (error) => seen.errors.push(error.error()));
  context.on("request", (request) => {
    seen.requests.push({ url: request.url(), method: request.method(), headers: request.headers(), body: request.postData() });
    const url = new URL(request.url());
    // Elsewhere a `code` is the app's own.
    if (url.origin !== new URL(issuer).origin && !url.pathname.endsWith("/callback")) return;
    const sources = [url.searchParams, new URLSearchParams(url.pathname.endsWith("/token") ? (request.postData() ?? "") : "")];
    for (const parameters of sources) {
      for (const kind of ["code", "state", "nonce", "code_verifier", "refresh_token"]) learn(kind, parameters.get(kind));
    }
  });
  await context.route(`${issuer}/token`, async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    for (const kind of ["id_token", "access_token", "refresh_token"]) learn(kind, body[kind]);
    if (hooks.lose) {
      hooks.lose = false;
      return route.abort();
    }
    const answer = hooks.token ? await hooks.token(body, route.request()) : body;
    for (const kind of ["id_token", "access_token", "refresh_token"]) learn(kind, answer[kind]);
    Object.assign(seen.tokens, answer);
    await route.fulfill({ response, json: answer });
  });
  await watchForLeaks(context, origin, seen);
  return seen;
}

/** A fresh profile that is watched, and a page in it. */
export async function visit(browser, site) {
  const context = await browser.newContext();
  const seen = await watch(context, site);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return { context, page, seen };
}

/** No request left the machine, no error reached the console, and no secret is where the protocol does not put it. */
export function assertClean(seen, { console: expected = () => false } = {}) {
  assert.deepEqual(seen.errors, [], "uncaught errors");
  const loud = seen.console.filter(({ type, text }) => ["error", "warning"].includes(type) && !OF_FRAMES.test(text) && !expected(text));
  assert.deepEqual(loud, [], "console");
  const outside = seen.requests.filter(({ url }) => /^(https?|wss?):/.test(url) && !LOOPBACK.has(new URL(url).hostname));
  assert.deepEqual(outside, [], "requests beyond loopback");
  for (const { text } of seen.console) assertHolds(seen, text, "the console", []);
  for (const { url, headers } of seen.requests) {
    assertHolds(seen, url, `the address of ${path(url)}`, allowedIn(url));
    const { referer = "" } = headers;
    // An address may be told to its own origin, which has seen it.
    const isOwn = originOf(url) === originOf(referer);
    assertHolds(seen, referer, `the referer of ${path(url)}`, isOwn ? allowedIn(referer) : []);
  }
}

/** Nothing secret in the address, the document or what a page may read of itself; with `storage: true`, nor in any store. */
export async function assertNothingKept(page, seen, { storage = true, allow = [] } = {}) {
  const kept = await page.evaluate(async () => ({
    address: location.href,
    document: document.documentElement.outerHTML,
    history: JSON.stringify(history.state),
    window: window.name,
    cookies: document.cookie,
    session: JSON.stringify(Object.entries(sessionStorage)),
    local: JSON.stringify(Object.entries(localStorage)),
    databases: JSON.stringify(await indexedDB.databases()),
  }));
  for (const [place, text] of Object.entries(kept)) {
    if (storage || !["session", "local", "databases"].includes(place)) assertHolds(seen, text, place, allow);
  }
  if (storage) {
    assert.equal(kept.local, "[]", "localStorage");
    assert.equal(kept.databases, "[]", "IndexedDB");
  }
  return kept;
}

/** The `state` of the last request for authorization. */
export function lastAuthorization(seen) {
  const asked = seen.requests.findLast(({ url }) => new URL(url).pathname === "/auth");
  return asked && new URL(asked.url).searchParams;
}

function assertHolds(seen, text, place, allowed) {
  for (const [value, kind] of seen.secrets) {
    if (!allowed.includes(kind)) assert.ok(!text?.includes(value), `${kind} in ${place}`);
  }
}

const path = (url) => new URL(url).origin + new URL(url).pathname;
const originOf = (url) => (URL.canParse(url) ? new URL(url).origin : null);
