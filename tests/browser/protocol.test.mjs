// Beyond the plain code flow, on the real provider: step-up, pushed requests, bound tokens.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { startBoundApi } from "./support/bound-api.mjs";
import { read } from "./support/forge.mjs";
import { buildHarness, load, openHarness, signInHere } from "./support/harness.mjs";
import { startSite } from "./support/site.mjs";
import { assertClean, lastAuthorization } from "./support/watch.mjs";

const STRONG = "urn:fieldnote:strong";
let site;
let strict;
let browser;
before(async () => {
  [site, browser] = await Promise.all([startSite({ build: buildHarness }), launchChromium()]);
  strict = await startSite({ build: buildHarness, idp: { protocol: { pushed: true, dpopNonce: true } } });
});
after(async () => {
  await browser?.close();
  await strict?.close();
  await site?.close();
});

describe("step-up", () => {
  for (const [what, asked, told, isMet] of [
    ["a strength", `acr_values="${STRONG}"`, { acrValues: [STRONG] }, ({ acr }) => acr === STRONG],
    ["a recent sign-in", "max_age=1", { maxAge: 1 }, ({ auth_time: at }) => Date.now() / 1000 - at < 10],
  ]) {
    test(`leaves once for ${what} that the API asks for, and gives the second 401 to the app`, async () => {
      const { context, page, seen } = await openHarness(browser, site);
      const events = [];
      await context.exposeBinding("steppedUp", (_, event) => events.push(event));
      const first = await signInHere(page, site, { name: "alice" });
      const url = `${site.apiOrigin}/api/projects`;
      await context.route(url, (route) => {
        const headers = {
          "access-control-allow-origin": site.origin,
          "access-control-expose-headers": "www-authenticate",
          "www-authenticate": `Bearer error="insufficient_user_authentication", ${asked}`,
        };
        return route.request().method() === "OPTIONS" ? route.continue() : route.fulfill({ status: 401, json: {}, headers });
      });
      // The age is asked for in whole seconds.
      if (told.maxAge) await page.waitForFunction((at) => Date.now() / 1000 > at + 2.1, first.user.claims.iat);
      await page.evaluate((to) => {
        history.replaceState(null, "", "/admin?x=1");
        window.gate.on("step-up-required", window.steppedUp);
        for (let i = 0; i < 3; i++) window.gate.fetch(to).catch(() => {});
      }, url);
      await page.getByRole("button", { name: "Continue as alice" }).click();
      await page.waitForURL((at) => at.origin === site.origin && at.pathname === "/callback");
      await page.locator("body[data-started]").waitFor();
      const { status, user, returnTo } = await page.evaluate(() => window.snapshot());
      assert.deepEqual([status, returnTo, isMet(user.claims)], ["signed-in", "/admin?x=1", true]);
      assert.deepEqual(events, [{ type: "step-up-required", ...told }]);
      const asks = seen.requests.filter(({ url: to }) => new URL(to).pathname === "/auth").length;
      assert.equal(await page.evaluate((to) => window.gate.fetch(to).then((answer) => answer.status), url), 401);
      assert.equal(seen.requests.filter(({ url: to }) => new URL(to).pathname === "/auth").length, asks);
      assertClean(seen, { console: (text) => text.includes("401") });
      await context.close();
    });
  }
});

describe("a provider that requires pushed requests", () => {
  test("gets them, also when a reload asks for the session again", async () => {
    const { context, page, seen } = await openHarness(browser, strict);
    assert.equal((await signInHere(page, strict, { name: "alice" })).status, "signed-in");
    await page.goto(`${strict.origin}/admin`);
    await page.waitForFunction(() => window.snapshot?.().status === "signed-in");
    const asked = seen.requests.filter(({ url }) => new URL(url).pathname === "/auth").map(({ url }) => new URL(url).searchParams);
    assert.equal(asked.length, 2);
    for (const parameters of asked) assert.deepEqual([...parameters.keys()], ["client_id", "request_uri"]);
    const pushed = seen.requests.filter(({ url, method }) => new URL(url).pathname === "/request" && method === "POST");
    assert.deepEqual(
      pushed.map(({ body }) => new URLSearchParams(body).get("prompt")),
      [null, "none"],
    );
    assertClean(seen);
    await context.close();
  });
});

describe("bound tokens", () => {
  let api;
  const config = () => ({ dpop: true, apiOrigins: [api.origin] });
  const call = (page, method = "GET") =>
    page.evaluate(([to, verb]) => window.gate.fetch(to, { method: verb }).then(({ status }) => status), [`${api.origin}/a/b?c=d`, method]);
  const foreign = (page) =>
    page.evaluate(async (to) => (await fetch(to, { headers: await window.gate.headers(to) })).status, `${api.origin}/c`);
  const keys = (page) =>
    page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open("claimgate-dpop");
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const all = opening.result.transaction("keys").objectStore("keys").getAll();
            all.onsuccess = () => {
              opening.result.close();
              resolve(all.result.map(({ privateKey }) => [privateKey.algorithm.namedCurve, privateKey.extractable, privateKey.usages]));
            };
          };
        }),
    );
  before(async () => {
    const { issuer, origin, idp } = strict;
    api = await startBoundApi({ issuer, origin, audience: idp.apiAudience });
  });
  after(() => api?.close());

  for (const storage of ["memory", "session"]) {
    test(`work with nonces at the provider and at the API, after a renewal, and after a reload from ${storage}`, async () => {
      const { context, page, seen } = await openHarness(browser, strict, { config: { ...config(), storage } });
      assert.equal((await signInHere(page, strict, { name: "alice" })).status, "signed-in");
      assert.deepEqual([seen.tokens.token_type, await keys(page)], ["DPoP", [["P-256", false, ["sign"]]]]);
      api.refusals = [];
      assert.deepEqual([await call(page), await call(page, "DELETE"), api.refusals], [200, 200, ["use_dpop_nonce"]]);
      assert.equal(await foreign(page), 200, "what `gate.fetch` learnt, `gate.headers` knows");
      api.nonce = `${storage}-nonce`;
      assert.equal((await page.evaluate(() => window.outcome(window.gate.refresh()))).value.status, "signed-in");
      assert.deepEqual([await call(page), api.refusals.length], [200, 2]);
      await page.goto(`${strict.origin}/admin`);
      await page.waitForFunction(() => window.snapshot?.().status === "signed-in");
      assert.equal(await call(page), 200);
      assert.equal(await page.evaluate((to) => fetch(to).then(({ status }) => status), `${api.origin}/a`), 401);
      await page.evaluate(() => window.gate.signOut({ everywhere: false }));
      assert.deepEqual(await keys(page), []);
      assertClean(seen, { console: (text) => /40[01]/.test(text) });
      await context.close();
    });
  }

  test("are no use to who has the token but not the key", async () => {
    const { context, page, seen } = await openHarness(browser, strict, { config: config() });
    await signInHere(page, strict, { name: "alice" });
    const stolen = await page.evaluate((to) => window.gate.headers(to), `${api.origin}/a`);
    api.refusals = [];
    const replay = (path, headers) => fetch(api.origin + path, { headers }).then(({ status }) => status);
    const asBearer = { authorization: stolen.authorization.replace("DPoP", "Bearer") };
    const asked = [await replay("/b", stolen), await replay("/a", asBearer), await replay("/a", stolen), await replay("/a", stolen)];
    assert.deepEqual(asked, [401, 401, 401, 401]);
    // The third was for this request and was not used before; what it lacks, the guard does not ask.
    assert.deepEqual(api.refusals, ["invalid_dpop_proof", "invalid_token", "use_dpop_nonce", "invalid_dpop_proof"]);
    assertClean(seen, { console: (text) => /40[01]/.test(text) });
    await context.close();
  });

  test("that come back plain are refused", async () => {
    const hooks = { token: (body) => ({ ...body, ...(body.token_type && { token_type: "Bearer" }) }) };
    const { context, page, seen } = await openHarness(browser, strict, { config: { ...config(), storage: "session" }, hooks });
    const { status, error, user } = await signInHere(page, strict, { name: "alice" });
    assert.deepEqual([status, error.code, user], ["signed-out", "dpop_downgraded", null]);
    const stored = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
    assert.ok(!stored.includes(seen.tokens.access_token) && !stored.includes(":session"), "nothing of it stays");
    assert.deepEqual(await keys(page), []);
    await context.close();
  });
});

test("each resource has its own token, and a reload keeps them", async () => {
  const { apiAudience, reportsAudience } = site.idp;
  const config = { resource: [apiAudience, reportsAudience], storage: "session" };
  const { context, page, seen } = await openHarness(browser, site, { config });
  await signInHere(page, site, { name: "alice" });
  const tokens = () =>
    page.evaluate(
      (resources) => Promise.all(resources.map((resource) => window.gate.getAccessToken({ resource }))),
      [apiAudience, reportsAudience, reportsAudience],
    );
  const first = await tokens();
  assert.deepEqual(
    first.map((token) => read(token)[1].aud),
    [apiAudience, reportsAudience, reportsAudience],
  );
  await page.evaluate((to) => window.gate.fetch(to), `${site.apiOrigin}/api/me`);
  assert.equal(seen.requests.at(-1).headers.authorization, `Bearer ${first[0]}`);
  await page.goto(`${site.origin}/admin`);
  await page.locator("body[data-started]").waitFor();
  assert.deepEqual(await tokens(), first);
  const { error } = await page.evaluate(() => window.outcome(window.gate.getAccessToken({ resource: "https://other.example" })));
  assert.equal(error.code, "scope_refused");
  assert.equal(seen.requests.filter(({ url, method }) => url === `${site.issuer}/token` && method === "POST").length, 2);
  assertClean(seen);
  await context.close();
});

test("an ID token alone signs in, and leaves nothing in the address", async () => {
  const config = { clientId: "spa-id-token", responseType: "id_token", resource: [] };
  const { context, page, seen } = await openHarness(browser, site, { config });
  const { status, user, groups } = await signInHere(page, site, { name: "alice" });
  assert.deepEqual([status, user.sub, groups.values.includes("Administrators")], ["signed-in", "alice", true]);
  assert.equal(page.url(), `${site.origin}/callback`);
  const { error } = await page.evaluate(() => window.outcome(window.gate.getAccessToken()));
  assert.equal(error.code, "interaction_required");
  await page.goto(`${site.origin}/admin`);
  await page.waitForFunction(() => window.snapshot?.().status === "signed-in");
  assert.deepEqual([page.url(), await page.evaluate(() => window.snapshot().returnTo)], [`${site.origin}/callback`, "/admin"]);
  assert.deepEqual(
    seen.requests.filter(({ url }) => url === `${site.issuer}/token`),
    [],
  );
  assertClean(seen);
  await context.close();
});

test("who asks for none of it makes no key and no database", async () => {
  const { context, page, seen } = await openHarness(browser, site);
  await signInHere(page, site, { name: "alice" });
  assert.equal(lastAuthorization(seen).get("dpop_jkt"), null);
  await load(page, `${site.origin}/callback`);
  assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
  await context.close();
});
