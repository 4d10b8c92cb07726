// Leaving the page without leaving it: a silent check in a hidden frame, and a navigation that the person stops.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { assertNothingOfAttempt, buildHarness, leave, load, openHarness, personAtProvider, signInHere } from "./support/harness.mjs";
import { startSite } from "./support/site.mjs";
import { assertClean, assertNothingKept } from "./support/watch.mjs";

const IFRAME = { restore: "iframe", timeouts: { silent: 3000 } };
let site;
let browser;
let alice;
before(async () => {
  [site, browser] = await Promise.all([startSite({ build: buildHarness }), launchChromium()]);
  alice = await personAtProvider(browser, site, "alice");
});
after(async () => {
  await browser?.close();
  await site?.close();
});

describe('restore "iframe"', () => {
  test("finds the session again without leaving the page, and the frame goes", async () => {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice, config: IFRAME });
    await signInHere(page, site);
    const entries = await page.evaluate(() => history.length);
    await load(page, `${site.origin}/admin?tab=2#part`);
    const { status, user, returnTo } = await page.evaluate(() => window.snapshot());
    assert.deepEqual([status, user.sub, returnTo, page.url()], ["signed-in", "alice", null, `${site.origin}/admin?tab=2#part`]);
    assert.equal(await page.evaluate(() => window.gate.can("admin:users:manage")), true);
    await assertNoFrame(page);
    assert.equal(await page.evaluate(() => history.length), entries + 1, "only the page itself");
    await assertNothingKept(page, seen);
    assertClean(seen);
    await context.close();
  });

  test("ends signed out without an error where the provider knows nobody, and does not ask again", async () => {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice, config: IFRAME });
    await signInHere(page, site);
    await context.clearCookies();
    await load(page, `${site.origin}/start`);
    const { status, error } = await page.evaluate(() => window.snapshot());
    assert.deepEqual([status, error, silent(seen).length], ["signed-out", null, 1]);
    await load(page, `${site.origin}/start`);
    assert.equal(silent(seen).length, 1);
    await assertNoFrame(page);
    await assertNothingOfAttempt(page, seen);
    assertClean(seen);
    await context.close();
  });

  test("gives up after its time where the provider may not be framed, and takes nothing from other frames and windows", async () => {
    const config = { ...IFRAME, timeouts: { silent: 700 } };
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice, config });
    await signInHere(page, site);
    await context.route(`${site.issuer}/auth?*prompt=none*`, (route) =>
      route.fulfill({ status: 200, headers: { "x-frame-options": "DENY" }, contentType: "text/html", body: "no" }),
    );
    await page.goto(`${site.origin}/start`);
    const framed = page.locator("iframe").waitFor({ state: "attached" });
    await framed;
    const [request] = silent(seen);
    const answer = `claimgate:${site.origin}/callback?code=of-another&state=${new URL(request.url).searchParams.get("state")}`;
    await page.evaluate((text) => {
      window.postMessage(text, location.origin);
      const other = document.body.appendChild(document.createElement("iframe"));
      other.contentWindow.eval('(text) => parent.postMessage(text, "*")')(text);
    }, answer);
    await page.locator("body[data-started]").waitFor();
    const { status, error } = await page.evaluate(() => window.snapshot());
    assert.deepEqual([status, error?.code, error?.retriable], ["signed-out", "timeout", true]);
    assert.equal(await page.locator("iframe[hidden]").count(), 0);
    assert.equal(exchanged(seen), 1, "only the first sign-in");
    await context.close();
  });

  test("renews a session that has no refresh token, and one whose answer was lost", async () => {
    let keeps = false;
    const hooks = { token: ({ refresh_token, ...body }) => (keeps ? { ...body, refresh_token } : body) };
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice, config: IFRAME, hooks });
    const first = await signInHere(page, site);
    keeps = true;
    const renew = () => page.evaluate(() => window.outcome(window.gate.refresh()));
    assert.equal((await renew()).value.status, "signed-in");
    assert.equal(silent(seen).length, 1);
    assert.ok((await page.evaluate(() => window.snapshot())).expiresAt >= first.expiresAt);

    hooks.lose = true;
    assert.equal((await renew()).value?.status, "signed-in", "the provider has rotated, and nobody heard of it");
    assert.equal(silent(seen).length, 2);
    assert.equal((await renew()).value.status, "signed-in", "with the refresh token of the new session");
    assert.equal(silent(seen).length, 2);
    const sent = seen.requests.flatMap(({ body }) => (body ? (new URLSearchParams(body).get("refresh_token") ?? []) : []));
    assert.equal(new Set(sent).size, sent.length, "none was sent twice");
    assert.deepEqual(await page.evaluate(() => window.events.map(({ type }) => type)), ["signed-in", "renewed", "renewed", "renewed"]);
    await assertNoFrame(page);
    await assertNothingKept(page, seen);
    assertClean(seen, { console: (text) => text.includes("ERR_FAILED") });
    await context.close();
  });

  test("in a frame, a page at the redirect path asks nobody and shows nothing", async () => {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice });
    await load(page, `${site.origin}/start`);
    const before = seen.requests.length;
    const status = await page.evaluate(async (src) => {
      const heard = new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data)));
      const frame = document.body.appendChild(document.createElement("iframe"));
      frame.contentWindow.location.replace(src);
      return [await heard, frame.contentWindow.snapshot().status, frame.contentWindow.location.search];
    }, `${site.origin}/callback?code=of-somebody-else&state=of-somebody-else`);
    assert.deepEqual(status, [`claimgate:${site.origin}/callback?code=of-somebody-else&state=of-somebody-else`, "pending", ""]);
    assert.ok(seen.requests.slice(before).every(({ url }) => url.startsWith(site.origin)));
    await context.close();
  });
});

test("a sign-in that the person stops can be asked for again", async () => {
  const { context, page, seen } = await openHarness(browser, site, { storageState: alice });
  await load(page, `${site.origin}/start`);
  let held;
  const stopped = new Promise((resolve) => {
    held = resolve;
  });
  await context.route(`${site.issuer}/auth?**`, (route) => held(route), { times: 1 });
  await page.evaluate(() => {
    window.asked = window.outcome(window.gate.signIn());
  });
  await stopped;
  const session = await context.newCDPSession(page);
  await session.send("Page.stopLoading");
  const { error } = await page.evaluate(() => window.asked);
  assert.deepEqual([error.code, error.retriable], ["interaction_required", true]);
  const back = page.waitForURL((url) => url.pathname === "/callback");
  await leave(page);
  await back;
  await page.waitForFunction(() => window.snapshot?.().status === "signed-in");
  assertClean(seen);
  await context.close();
});

const silent = (seen) => seen.requests.filter(({ url }) => new URL(url).searchParams.get("prompt") === "none");
const exchanged = (seen) => seen.requests.filter(({ url }) => url === `${site.issuer}/token`).length;

async function assertNoFrame(page) {
  assert.equal(await page.locator("iframe").count(), 0);
  assert.equal(page.frames().length, 1);
}
