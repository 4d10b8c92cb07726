// A session over time: how it is kept, renewed and ended, and where its access token goes.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { read, rewrite } from "./support/forge.mjs";
import { assertNothingOfAttempt, buildHarness, load, openHarness, personAtProvider, signInHere } from "./support/harness.mjs";
import { startSite } from "./support/site.mjs";
import { assertClean, assertNothingKept } from "./support/watch.mjs";

// Seconds. A page renews when a third of the lifetime is left.
const SHORT = 6;
let site;
let shortLived;
let browser;
let alice;
before(async () => {
  [site, browser] = await Promise.all([startSite({ build: buildHarness }), launchChromium()]);
  shortLived = await startSite({ build: buildHarness, idp: { ttl: { idToken: SHORT, accessToken: SHORT } } });
  alice = await personAtProvider(browser, site, "alice");
});
after(async () => {
  await browser?.close();
  await shortLived?.close();
  await site?.close();
});

describe('storage "session"', () => {
  test("survives a reload without a request to the authorization endpoint", async () => {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice, config: { storage: "session" } });
    await signInHere(page, site);
    const asked = count(seen, "/auth");
    await page.goto(`${site.origin}/admin?tab=2#part`);
    await page.locator("body[data-started]").waitFor();
    const { status, user } = await page.evaluate(() => window.snapshot());
    assert.deepEqual(
      [status, user.sub, count(seen, "/auth"), page.url()],
      ["signed-in", "alice", asked, `${site.origin}/admin?tab=2#part`],
    );
    assert.equal(await page.evaluate(() => window.gate.can("admin:users:manage")), true);
    assertClean(seen);
    await context.close();
  });

  test("is verified again: a changed token is no session, and goes", async () => {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice, config: { storage: "session" } });
    await signInHere(page, site);
    const forged = rewrite(seen.tokens.id_token, { claims: { sub: "bob" } });
    await page.evaluate(
      ([real, fake]) => {
        for (const [key, value] of Object.entries(sessionStorage)) sessionStorage.setItem(key, value.replace(real, fake));
      },
      [seen.tokens.id_token, forged],
    );
    await page.reload();
    await page.locator("body[data-started]").waitFor();
    const { status, error, user } = await page.evaluate(() => window.snapshot());
    assert.deepEqual([status, error?.code, user], ["signed-out", "jwt_signature_invalid", null]);
    await assertNothingOfAttempt(page, seen);
    await context.close();
  });

  test("goes with signing out, for this app alone too", async () => {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice, config: { storage: "session" } });
    await signInHere(page, site);
    await page.evaluate(() => window.gate.signOut({ everywhere: false }));
    assert.equal((await page.evaluate(() => window.snapshot())).status, "signed-out");
    await assertNothingOfAttempt(page, seen);
    await page.reload();
    await page.locator("body[data-started]").waitFor();
    assert.equal((await page.evaluate(() => window.snapshot())).status, "signed-out");
    assertClean(seen);
    await context.close();
  });
});

describe('storage "memory"', () => {
  test("writes no secret anywhere, and finds the session again at the same address", async () => {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice });
    await signInHere(page, site);
    const stored = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
    for (const [secret, kind] of seen.secrets) assert.ok(!stored.includes(secret), kind);
    await page.goto(`${site.origin}/admin?tab=2#part`);
    await page.waitForFunction(() => window.snapshot?.().status === "signed-in");
    assert.equal(await page.evaluate(() => window.snapshot().returnTo), "/admin?tab=2#part");
    assertClean(seen);
    await context.close();
  });

  test("and this very watch would have seen a secret", async () => {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice });
    await signInHere(page, site);
    await assertNothingKept(page, seen);
    await page.evaluate((token) => document.body.setAttribute("data-leak", token), seen.tokens.access_token);
    await assert.rejects(assertNothingKept(page, seen), /access_token in document/);
    await page.evaluate(() => document.body.removeAttribute("data-leak"));
    await page.evaluate((token) => sessionStorage.setItem("leak", `x${token}`), seen.tokens.refresh_token);
    await assert.rejects(assertNothingKept(page, seen), /refresh_token in session/);
    assertClean(seen);
    const said = page.waitForEvent("console");
    await page.evaluate((token) => console.log(token), seen.tokens.id_token);
    await said;
    assert.throws(() => assertClean(seen), /id_token in the console/);
    await assert.rejects(context.close(), /access_token in the document/, "the tests that do not look hear of it too");
  });

  test("ends signed out, without an error and without asking again, when the provider knows the person no more", async () => {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice });
    await signInHere(page, site);
    await context.clearCookies();
    await page.goto(`${site.origin}/admin`);
    await page.waitForFunction(() => window.snapshot?.().status === "signed-out");
    const { error, returnTo } = await page.evaluate(() => window.snapshot());
    assert.deepEqual([error, returnTo], [null, "/admin"]);
    const asked = count(seen, "/auth");
    await load(page, `${site.origin}/start`);
    assert.equal(count(seen, "/auth"), asked);
    await assertNothingOfAttempt(page, seen);
    assertClean(seen);
    await context.close();
  });
});

describe("the end of a session", () => {
  test("does not come while it is renewed", async () => {
    const { context, page, seen } = await openHarness(browser, shortLived);
    const first = await signInHere(page, shortLived, { name: "alice" });
    await page.waitForFunction(() => window.events.some(({ type }) => type === "renewed"), null, { timeout: SHORT * 1000 });
    const { status, expiresAt, user } = await page.evaluate(() => window.snapshot());
    assert.deepEqual([status, user.sub], ["signed-in", "alice"]);
    assert.ok(expiresAt > first.expiresAt, `${expiresAt} after ${first.expiresAt}`);
    assert.equal(grants(seen, "refresh_token"), 1);
    assertClean(seen);
    await context.close();
  });

  test("does not come sooner because many ask at once: a refresh token is sent once", async () => {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice });
    const { revision } = await signInHere(page, site);
    const statuses = await page.evaluate(() => Promise.all([1, 2, 3].map(() => window.gate.refresh().then(({ status }) => status))));
    assert.deepEqual(statuses, ["signed-in", "signed-in", "signed-in"]);
    assert.equal(await page.evaluate(() => window.snapshot().revision), revision, "nothing that React shows is rendered for it");
    assert.equal(grants(seen, "refresh_token"), 1);
    assertClean(seen);
    await context.close();
  });

  test("comes at its very second when there is nothing to renew it with", async () => {
    const token = ({ refresh_token: _, ...body }) => body;
    const { context, page, seen } = await openHarness(browser, shortLived, { hooks: { token } });
    const { expiresAt } = await signInHere(page, shortLived, { name: "alice" });
    const lastYes = await page.evaluate(
      (end) =>
        new Promise((resolve) => {
          let last = 0;
          const timer = setInterval(() => {
            const now = Date.now();
            if (window.gate.can("projects:read")) last = now;
            else if (now >= end * 1000) {
              clearInterval(timer);
              resolve(last);
            }
          }, 5);
        }),
      expiresAt,
    );
    assert.ok(lastYes > 0 && lastYes < expiresAt * 1000, `${lastYes} is before ${expiresAt}000`);
    await page.waitForFunction(() => window.events.some(({ type }) => type === "expired"));
    const { status, error, user } = await page.evaluate(() => window.snapshot());
    assert.deepEqual([status, error?.code, user], ["signed-out", "session_expired", null]);
    const { error: refused } = await page.evaluate(() => window.outcome(window.gate.getAccessToken()));
    assert.equal(refused.code, "session_expired");
    await assertNothingOfAttempt(page, seen);
    assertClean(seen);
    await context.close();
  });

  test("comes when the provider refuses to renew", async () => {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice });
    await signInHere(page, site);
    seen.hooks.token = (body) => body;
    await context.route(`${site.issuer}/token`, (route) =>
      route.fulfill({ status: 400, json: { error: "invalid_grant" }, headers: { "access-control-allow-origin": "*" } }),
    );
    const { error } = await page.evaluate(() => window.outcome(window.gate.refresh()));
    const { status, error: shown } = await page.evaluate(() => window.snapshot());
    assert.deepEqual([error.code, status, shown.code], ["refresh_rejected", "signed-out", "refresh_rejected"]);
    await assertNothingOfAttempt(page, seen);
    await context.close();
  });

  test("does not come from a passing fault", async () => {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice });
    await signInHere(page, site);
    await context.setOffline(true);
    const { error } = await page.evaluate(() => window.outcome(window.gate.refresh()));
    const { status, error: shown } = await page.evaluate(() => window.snapshot());
    assert.deepEqual([error.code, error.retriable, error.retryAfter, status, shown], ["network_error", true, 2, "signed-in", null]);
    assert.equal(await page.evaluate(() => window.gate.can("projects:read")), true);
    assert.equal(grants(seen, "refresh_token"), 0, "the refresh token was not risked");
    const back = page.evaluate(
      () => new Promise((resolve) => addEventListener("online", () => resolve(window.outcome(window.gate.refresh())))),
    );
    await context.setOffline(false);
    assert.equal((await back).value.status, "signed-in", "at once, though the pause is not over");
    assertClean(seen);
    await context.close();
  });
});

test("a renewal that is signed with a key made meanwhile is verified with it", async () => {
  const { context, page, seen } = await openHarness(browser, site, { storageState: alice });
  await signInHere(page, site);
  const [old] = read(seen.tokens.id_token);
  await site.idp.rotateKeys({ keep: false });
  const { value, error } = await page.evaluate(() => window.outcome(window.gate.refresh()));
  assert.equal(error, undefined);
  assert.equal(value.status, "signed-in");
  assert.notEqual(read(seen.tokens.id_token)[0].kid, old.kid);
  assertClean(seen);
  await context.close();
});

test("signing out works here when the provider does not", async () => {
  const { context, page, seen } = await openHarness(browser, site, { storageState: alice, config: { storage: "session" } });
  await signInHere(page, site);
  await context.route(`${site.issuer}/**`, (route) => route.abort("connectionrefused"));
  await context.route(`${site.issuer}/session/end?**`, (route) => route.fulfill({ status: 502, contentType: "text/html", body: "broken" }));
  const left = page.waitForURL(`${site.issuer}/session/end?**`);
  await page.evaluate(() => void window.gate.signOut());
  await left;
  assert.equal(count(seen, "/session/end"), 1);
  await page.goto(`${site.origin}/start`);
  await page.locator("body[data-started]").waitFor();
  const { status, user } = await page.evaluate(() => window.snapshot());
  assert.deepEqual([status, user], ["signed-out", null]);
  await assertNothingOfAttempt(page, seen);
  await context.close();
});

test("a report for an issue holds nothing secret and names nobody", async () => {
  const { context, page, seen } = await openHarness(browser, site, { storageState: alice, config: { storage: "session" } });
  await signInHere(page, site);
  await page.evaluate(() => window.gate.refresh());
  await page.evaluate(() => window.outcome(window.gate.headers("https://elsewhere.example")));
  const report = await page.evaluate(() => window.gate.diagnostics());
  const text = JSON.stringify(report);
  for (const [secret, kind] of seen.secrets) assert.ok(!text.includes(secret), kind);
  for (const name of ["alice", "Alice", "Moreau", "@", "Administrators", "WestCoast"]) assert.ok(!text.includes(name), name);
  const { versions, status, groups, abilities, lastError, core } = report;
  assert.deepEqual(versions, { package: versions.wasm, wasm: versions.wasm, runsAs: "WebAssembly" });
  assert.deepEqual([status, groups], ["signed-in", { count: 2, state: "present" }]);
  assert.ok(Object.values(abilities).every(Boolean), text);
  assert.deepEqual([lastError.code, lastError.claim], ["origin_not_allowed", null]);
  assert.equal(core.provider.endpoints.token, new URL(site.issuer).origin);
  assert.ok(core.verification.checks.length > 12 && core.session.hasRefreshToken && core.clockOffset === 0, text);
  await context.close();
});

describe("gate.fetch", () => {
  test("takes the access token to the API, and nothing else does", async () => {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice });
    await signInHere(page, site);
    const me = await page.evaluate((url) => window.gate.fetch(url).then((response) => response.json()), `${site.apiOrigin}/api/me`);
    assert.equal(me.sub, "alice");
    const bearers = seen.requests.filter(({ headers }) => headers.authorization);
    assert.deepEqual(
      bearers.map(({ url, headers }) => [url, headers.authorization]),
      [[`${site.apiOrigin}/api/me`, `Bearer ${seen.tokens.access_token}`]],
    );
    assertClean(seen);
    await context.close();
  });

  test("goes nowhere but under apiOrigins", async () => {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice });
    await signInHere(page, site);
    const before = seen.requests.length;
    const api = new URL(site.apiOrigin);
    for (const url of [
      `${site.origin}/api/me`,
      `http://127.0.0.1:${api.port}/api/me`,
      `http://localhost:${api.port}@evil.example/api/me`,
      `https://localhost:${api.port}/api/me`,
      "//evil.example/api",
      "/api/me",
    ]) {
      for (const call of ["fetch", "headers"]) {
        const { error } = await page.evaluate(([name, to]) => window.outcome(window.gate[name](to)), [call, url]);
        assert.ok(error, `${call} ${url}`);
        assert.ok(
          error.code === "origin_not_allowed" || /credentials/.test(error.message),
          `${call} ${url}: ${error.code} ${error.message}`,
        );
      }
    }
    assert.deepEqual(seen.requests.slice(before), []);
    await context.close();
  });

  test("follows no redirect with the token", async () => {
    const reached = [];
    const elsewhere = createServer((request, response) => {
      reached.push(request.headers.authorization ?? null);
      response.writeHead(200, { "access-control-allow-origin": "*", "access-control-allow-headers": "*" }).end("{}");
    });
    await new Promise((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    const api = createServer((request, response) => {
      const cors = { "access-control-allow-origin": site.origin, "access-control-allow-headers": "authorization" };
      if (request.method === "OPTIONS") return response.writeHead(204, cors).end();
      response.writeHead(307, { ...cors, location: `http://localhost:${elsewhere.address().port}/taken` }).end();
    });
    await new Promise((resolve) => api.listen(0, "127.0.0.1", resolve));
    const origin = `http://localhost:${api.address().port}`;
    const { context, page } = await openHarness(browser, site, { storageState: alice, config: { apiOrigins: [origin] } });
    await signInHere(page, site);
    const { error } = await page.evaluate((url) => window.outcome(window.gate.fetch(url)), `${origin}/api`);
    assert.equal(error.code, "origin_not_allowed");
    assert.deepEqual(reached, []);
    await context.close();
    for (const server of [api, elsewhere]) server.closeAllConnections();
    await Promise.all([api, elsewhere].map((server) => new Promise((resolve) => server.close(resolve))));
  });

  for (const [what, refusals, status, calls] of [
    ["renews once when the API says 401, and asks again with the new token", 1, 200, 2],
    ["gives the second 401 to the app", 2, 401, 2],
  ]) {
    test(what, async () => {
      const { context, page, seen } = await openHarness(browser, site, { storageState: alice });
      await signInHere(page, site);
      const bearers = [];
      await context.route(`${site.apiOrigin}/api/projects`, (route) => {
        const { authorization } = route.request().headers();
        if (authorization) bearers.push(authorization);
        if (bearers.length > refusals) return route.continue();
        return route.fulfill({ status: 401, json: {}, headers: { "access-control-allow-origin": site.origin } });
      });
      const said = await page.evaluate(
        (url) => window.gate.fetch(url).then((response) => response.status),
        `${site.apiOrigin}/api/projects`,
      );
      assert.deepEqual([said, bearers.length, grants(seen, "refresh_token")], [status, calls, 1]);
      assert.notEqual(bearers[0], bearers[1]);
      assertClean(seen, { console: (text) => text.includes("401") });
      await context.close();
    });
  }

  test("sends the body again after the renewal", async () => {
    const { context, page } = await openHarness(browser, site, { storageState: alice });
    await signInHere(page, site);
    const bodies = [];
    await context.route(`${site.apiOrigin}/api/projects`, (route) => {
      const request = route.request();
      if (request.method() === "POST") bodies.push(request.postData());
      const status = bodies.length < 2 ? 401 : 201;
      const headers = { "access-control-allow-origin": site.origin, "access-control-allow-headers": "authorization, content-type" };
      return request.method() === "OPTIONS" ? route.continue() : route.fulfill({ status, json: {}, headers });
    });
    const status = await page.evaluate(
      (url) => window.gate.fetch(url, { method: "POST", body: '{"name":"x"}' }).then((response) => response.status),
      `${site.apiOrigin}/api/projects`,
    );
    assert.deepEqual([status, bodies], [201, ['{"name":"x"}', '{"name":"x"}']]);
    await context.close();
  });

  test("signed out, it asks nobody", async () => {
    const { context, page, seen } = await openHarness(browser, site);
    await load(page, `${site.origin}/start`);
    const { error } = await page.evaluate((url) => window.outcome(window.gate.fetch(url)), `${site.apiOrigin}/api/me`);
    assert.equal(error.code, "interaction_required");
    assert.deepEqual(
      seen.requests.filter(({ url }) => url.startsWith(site.issuer)),
      [],
    );
    await context.close();
  });
});

const count = (seen, path) => seen.requests.filter(({ url }) => new URL(url).pathname === path).length;
const grants = (seen, type) => seen.requests.filter(({ body }) => body && new URLSearchParams(body).get("grant_type") === type).length;
