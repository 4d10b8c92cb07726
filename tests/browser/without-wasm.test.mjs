// Where WebAssembly may not run the same module runs as JavaScript; where that cannot come either, the error says what the page needs.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { signIn } from "../../www/scripts/sign-in.mjs";
import { buildDemo } from "./support/demo.mjs";
import { people } from "./support/expectations.mjs";
import { buildHarness, load, openHarness, signInHere } from "./support/harness.mjs";
import { startSite } from "./support/site.mjs";
import { assertClean, assertNothingKept, watch } from "./support/watch.mjs";

const FALLBACK = /\/fallback-[\w-]+\.js$/;

describe("a browser without WebAssembly", () => {
  let site;
  let browser;
  before(async () => {
    [site, browser] = await Promise.all([startSite({ build: buildDemo }), launchChromium({ args: ["--js-flags=--jitless"] })]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test("signs in, opens and closes what the role map says, survives a reload and signs out", async () => {
    const context = await browser.newContext();
    const seen = await watch(context, site);
    const page = await context.newPage();
    await signIn(page, site, "bob");
    assert.equal(await page.evaluate(() => typeof WebAssembly), "undefined");
    assert.equal(page.url(), site.origin + people.bob.landing);
    assert.deepEqual(await page.getByRole("navigation", { name: "Main" }).getByRole("link").allInnerTexts(), people.bob.nav);
    await page.goto(`${site.origin}/admin`);
    await page.getByRole("heading", { level: 1, name: "Not allowed" }).waitFor();
    await page.goto(`${site.origin}/profile`);
    await page.getByRole("heading", { level: 1, name: "Your profile" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Your profile" }).waitFor();
    assert.equal(seen.requests.filter(({ url }) => FALLBACK.test(url)).length > 0, true);
    await assertNothingKept(page, seen);
    await page
      .getByRole("button", { name: /sign out/i })
      .first()
      .click();
    await page.waitForURL((url) => url.origin === site.origin && url.pathname === "/");
    assertClean(seen);
    await context.close();
  });
});

describe("a Content-Security-Policy", () => {
  let browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());

  for (const [script, asksForFallback] of [
    ["'self'", true],
    ["'self' 'wasm-unsafe-eval'", false],
  ]) {
    test(`of script-src ${script} is enough`, async () => {
      const { site, page, seen, close } = await open(browser, script);
      const { status } = await signInHere(page, site, { name: "alice" });
      const asked = seen.requests.some(({ url }) => FALLBACK.test(url));
      assert.deepEqual([status, asked], ["signed-in", asksForFallback]);
      assert.equal(await page.evaluate(() => window.gate.can("admin:users:manage")), true);
      assertClean(seen);
      await close();
    });
  }

  test("under which WebAssembly may be compiled but not run, as in WebKit, is enough", async () => {
    const site = await startSite({ build: buildHarness });
    const init = () => {
      const refuse = () => {
        throw new WebAssembly.CompileError("Refused to create a WebAssembly object");
      };
      WebAssembly.Instance = refuse;
      WebAssembly.instantiate = async () => refuse();
    };
    const { context, page, seen } = await openHarness(browser, site, { init });
    const { status } = await signInHere(page, site, { name: "alice" });
    assert.deepEqual([status, seen.requests.some(({ url }) => FALLBACK.test(url))], ["signed-in", true]);
    assertClean(seen);
    await context.close();
    await site.close();
  });

  for (const [more, asksForFallback] of [
    ["", true],
    [" 'wasm-unsafe-eval'", false],
  ]) {
    test(`of a nonce with strict-dynamic${more} is enough`, async () => {
      const html = (text) => text.replace(/<script /g, '<script nonce="bm9uY2U" ');
      const { site, page, seen, close } = await open(browser, `'nonce-bm9uY2U' 'strict-dynamic'${more}`, { html });
      const { status } = await signInHere(page, site, { name: "alice" });
      const asked = seen.requests.some(({ url }) => FALLBACK.test(url));
      assert.deepEqual([status, asked], ["signed-in", asksForFallback]);
      await close();
    });
  }

  test("under which the fall-back cannot come either is named with the directive that it needs", async () => {
    const { site, page, close } = await open(browser, "'self'");
    await page.context().route(FALLBACK, (route) => route.abort());
    await load(page, `${site.origin}/start`);
    const { status, error } = await page.evaluate(() => window.snapshot());
    assert.deepEqual([status, error.code], ["error", "wasm_unavailable"]);
    assert.match(error.message, /script-src 'wasm-unsafe-eval'/);
    const asked = await page.evaluate(() => [window.gate.check("projects:read"), window.gate.can("projects:read")]);
    assert.deepEqual(asked, [{ outcome: "indeterminate", reason: "unavailable" }, false]);
    await close();
  });
});

async function open(browser, script, more = {}) {
  const policy = (issuer) => `default-src 'none'; script-src ${script}; img-src data:; connect-src ${issuer}`;
  const site = await startSite({ build: buildHarness, headers: (issuer) => ({ "content-security-policy": policy(issuer) }), ...more });
  const { context, page, seen } = await openHarness(browser, site);
  const close = async () => {
    await context.close();
    await site.close();
  };
  return { site, page, seen, close };
}
