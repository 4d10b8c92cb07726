// What may stand in the address when a person comes back, and what may hinder the way there.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import {
  assertNothingOfAttempt,
  buildHarness,
  leave,
  load,
  openHarness,
  personAtProvider,
  roleMap,
  signInHere,
} from "./support/harness.mjs";
import { startSite } from "./support/site.mjs";
import { assertClean, assertNothingKept, lastAuthorization } from "./support/watch.mjs";

const HOST = "app.test";
let site;
let browser;
let alice;
before(async () => {
  const args = [`--host-resolver-rules=MAP ${HOST} 127.0.0.1`];
  [site, browser] = await Promise.all([startSite({ build: buildHarness }), launchChromium({ args })]);
  alice = await personAtProvider(browser, site, "alice");
});
after(async () => {
  await browser?.close();
  await site?.close();
});

describe("the response is refused for", { concurrency: 2 }, () => {
  for (const [what, answer, code] of [
    ["a state that nobody asked with", { code: "code-of-somebody-else", state: "state-of-somebody-else", iss: true }, "state_unknown"],
    ["no state while a sign-in is open", { code: "code-of-somebody-else", iss: true }, "state_unknown"],
    ["another issuer", { code: "code-of-somebody-else", state: true, iss: "https://evil.example" }, "response_issuer_mismatch"],
    ["no issuer, which this provider promises", { code: "code-of-somebody-else", state: true }, "response_issuer_missing"],
    ["a code that the provider never gave", { code: "code-of-somebody-else", state: true, iss: true }, "token_rejected"],
  ]) {
    test(what, async () => {
      const { context, page, seen } = await openHarness(browser, site);
      const query = await answerWith(context, page, seen, answer);
      const { status, error, user } = await page.evaluate(() => window.snapshot());
      assert.deepEqual({ status, code: error?.code, user }, { status: "signed-out", code, user: null });
      const isOpen = code === "state_unknown";
      if (isOpen) await assertGone(page, query);
      else await assertNothingOfAttempt(page, seen);
      const exchanged = seen.requests.filter(({ url }) => url === `${site.issuer}/token`).length;
      assert.equal(exchanged, code === "token_rejected" ? 1 : 0, "requests to the token endpoint");
      assertClean(seen, { console: (text) => code === "token_rejected" && text.includes("400") });
      await context.close();
    });
  }

  test("having taken longer than ten minutes", async () => {
    const { context, page, seen } = await openHarness(browser, site);
    await context.clock.install();
    await answerWith(context, page, seen, { code: "code-of-somebody-else", state: true, iss: true }, async () => {
      await context.clock.setSystemTime(Date.now() + 601_000);
    });
    assert.equal((await page.evaluate(() => window.snapshot())).error?.code, "callback_expired");
    await assertNothingOfAttempt(page, seen);
    await context.close();
  });
});

describe("what the provider says of its refusal", () => {
  test("is text, never an element", async () => {
    const { context, page, seen } = await openHarness(browser, site);
    const said = "<img src=x onerror=alert(1)><script>alert(2)</script> you may not";
    let dialogs = 0;
    page.on("dialog", (dialog) => {
      dialogs++;
      dialog.dismiss();
    });
    await answerWith(context, page, seen, { error: "access_denied", error_description: said, state: true, iss: true });
    const { status, error } = await page.evaluate(() => window.snapshot());
    assert.deepEqual(
      [status, error.code, error.provider],
      ["signed-out", "authorization_denied", { error: "access_denied", description: said }],
    );
    assert.equal(await page.locator("img, body script:not([type=module])").count(), 0);
    assert.ok((await page.locator("#error").innerText()).includes(said));
    assert.equal(dialogs, 0);
    await assertNothingOfAttempt(page, seen);
    assertClean(seen);
    await context.close();
  });

  test("is cut at 300 characters, and left out where it has characters that no provider may send", async () => {
    for (const [description, kept] of [
      ["x".repeat(1000), "x".repeat(300)],
      ['quoted " and \u0000 and \u202e', undefined],
    ]) {
      const { context, page, seen } = await openHarness(browser, site);
      await answerWith(context, page, seen, { error: "access_denied", error_description: description, state: true, iss: true });
      const { error } = await page.evaluate(() => window.snapshot());
      assert.equal(error.code, "authorization_denied");
      assert.equal(error.provider.description, kept);
      await context.close();
    }
  });

  test("is what the provider really sends when the person cancels", async () => {
    const { context, page, seen } = await openHarness(browser, site);
    await load(page, `${site.origin}/start`);
    await leave(page);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.waitForURL((url) => url.pathname === "/callback");
    await page.locator("body[data-started]").waitFor();
    const { status, error } = await page.evaluate(() => window.snapshot());
    assert.deepEqual([status, error.code], ["signed-out", "authorization_denied"]);
    assert.deepEqual(error.provider, { error: "access_denied", description: "the person cancelled the sign-in" });
    await assertNothingOfAttempt(page, seen);
    assertClean(seen);
    await context.close();
  });
});

describe("a response that was used", () => {
  const replay = async (config) => {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice, config });
    assert.equal((await signInHere(page, site)).status, "signed-in");
    const used = seen.requests.findLast(({ url }) => url.startsWith(`${site.origin}/callback?`)).url;
    await page.goto(used);
    // On the way a restoration may load the page again.
    await page.waitForFunction(() => (window.snapshot?.().status ?? "pending") !== "pending");
    const { status, error } = await page.evaluate(() => window.snapshot());
    const events = await page.evaluate(() => window.events.map(({ type, error }) => [type, error?.code]));
    const codes = seen.requests.map(({ body, url }) => url.endsWith("/token") && new URLSearchParams(body).get("code")).filter(Boolean);
    assert.equal(new Set(codes).size, codes.length, "no code is sent twice");
    assert.ok(!page.url().includes("code="), page.url());
    assertClean(seen);
    await context.close();
    return { status, code: error?.code, events };
  };

  test("ends no session that stands", async () => {
    const { status, code, events } = await replay({ storage: "session" });
    assert.deepEqual([status, code], ["signed-in", undefined]);
    assert.deepEqual(
      events.filter(([type]) => type === "warning"),
      [["warning", "callback_replayed"]],
    );
  });

  test("signs nobody in", async () => {
    const { status, code } = await replay({ restore: "none" });
    assert.deepEqual([status, code], ["signed-out", "callback_replayed"]);
  });

  test("does not keep the tab from finding its session again", async () => {
    assert.equal((await replay({})).status, "signed-in");
  });

  test("does not come back with a reload", async () => {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice, config: { restore: "none" } });
    await signInHere(page, site);
    await page.reload();
    await page.locator("body[data-started]").waitFor();
    const { status, error } = await page.evaluate(() => window.snapshot());
    assert.deepEqual([status, error], ["signed-out", null]);
    assert.equal(seen.requests.filter(({ url }) => url.endsWith("/token")).length, 1);
    await context.close();
  });
});

describe("what is not ours is left alone:", () => {
  for (const [what, path] of [
    ["a code on another path", "/other?code=of-the-app-itself&state=of-the-app-itself#part"],
    ["a code on the path of the callback, without state and without an open sign-in", "/callback?code=of-the-app-itself&page=2"],
    ["an error on another path", "/other?error=of-the-app-itself"],
  ]) {
    test(what, async () => {
      const { context, page, seen } = await openHarness(browser, site);
      await load(page, site.origin + path);
      const { status, error } = await page.evaluate(() => window.snapshot());
      assert.deepEqual([status, error, page.url()], ["signed-out", null, site.origin + path]);
      assert.deepEqual(
        seen.requests.filter(({ url }) => url.startsWith(site.issuer)),
        [],
        "the provider is not asked",
      );
      await context.close();
    });
  }

  test("the application's own parameters, fragment and history state on the way back", async () => {
    const init = () => {
      if (location.pathname === "/callback" && history.state === null) history.replaceState({ kept: 42 }, "");
    };
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice, init });
    assert.equal((await signInHere(page, site)).status, "signed-in");
    assert.equal(page.url(), `${site.origin}/callback`);
    assert.deepEqual(await page.evaluate(() => history.state), { kept: 42 });
    assertClean(seen);
    await context.close();
  });
});

describe("the way to the provider is not begun with", { concurrency: 2 }, () => {
  const attempt = async ({ options = {}, prepare, at = site.origin, ...how } = {}) => {
    const { context, page, seen } = await openHarness(browser, site, how);
    await prepare?.(context);
    await load(page, `${at}/start`);
    const { error, isGateError } = await page.evaluate((given) => window.outcome(window.gate.signIn(given)), options);
    assert.ok(isGateError);
    const { status, error: shown } = await page.evaluate(() => window.snapshot());
    const authorizations = seen.requests.filter(({ url }) => new URL(url).pathname === "/auth").length;
    assert.equal(authorizations, 0, "nobody is sent to the provider");
    return { context, page, seen, error, status, shown };
  };

  test("a provider that is out of reach", async () => {
    const prepare = (context) => context.route(`${site.issuer}/**`, (route) => route.abort("connectionrefused"));
    const { context, page, seen, error, status, shown } = await attempt({ prepare });
    assert.deepEqual([error.code, error.retriable, status, shown.code], ["network_error", true, "signed-out", "network_error"]);
    await assertNothingOfAttempt(page, seen);
    assertClean(seen, { console: (text) => text.includes("ERR_CONNECTION_REFUSED") });
    await context.close();
  });

  test("storage that the browser refuses", async () => {
    const init = () => {
      const refuse = () => {
        throw new DOMException("denied", "SecurityError");
      };
      Object.defineProperty(window, "sessionStorage", { get: refuse });
    };
    const { context, error, status, shown } = await attempt({ init });
    assert.deepEqual([error.code, status, shown.code], ["storage_unavailable", "error", "storage_unavailable"]);
    await context.close();
  });

  test("storage that is full", async () => {
    const init = () => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    };
    const { context, page, seen, error, status } = await attempt({ init });
    assert.deepEqual([error.code, status], ["storage_unavailable", "error"]);
    await assertNothingOfAttempt(page, seen);
    await context.close();
  });

  test("a browser without WebCrypto", async () => {
    const init = () => Object.defineProperty(Crypto.prototype, "subtle", { get: () => undefined });
    const { context, page, seen, error, status, shown } = await attempt({ init });
    assert.deepEqual([error.code, status, shown.code], ["crypto_unavailable", "error", "crypto_unavailable"]);
    assert.equal(await page.evaluate(() => window.gate.route("/admin").outcome), "indeterminate", "nobody is sent to sign in");
    await assertNothingOfAttempt(page, seen);
    await context.close();
  });

  test("a role map that is refused", async () => {
    const bad = { ...roleMap, roles: { viewer: { inherits: ["nobody"] }, admin: {} } };
    const { context, page, seen, error, status, shown } = await attempt({ config: { roleMap: bad } });
    assert.deepEqual([error.code, status, shown.code], ["map_invalid", "error", "map_invalid"]);
    assert.deepEqual(
      error.findings.map(({ code, pointer }) => [code, pointer]),
      [["unknown_role", "/roles/viewer/inherits/0"]],
    );
    assert.deepEqual(await page.evaluate(() => window.gate.check("projects:read")), { outcome: "denied", reason: "map_invalid" });
    assert.deepEqual(
      seen.requests.filter(({ url }) => url.startsWith(site.issuer)),
      [],
    );
    await assertNothingOfAttempt(page, seen);
    await context.close();
  });

  test("a configuration that is not valid", async () => {
    const { context, error, status } = await attempt({ config: { issuer: "http://idp.example" } });
    assert.deepEqual([error.code, status], ["config_invalid", "error"]);
    await context.close();
  });

  test("a place to return to that is not the app's", async () => {
    const [first, ...others] = [
      ...["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/%5cevil.example"],
      ...["/a/..//evil.example", "evil", "/\tevil"],
    ];
    const { context, page, seen, error, status } = await attempt({ options: { returnTo: first } });
    assert.deepEqual([error.code, status], ["return_to_rejected", "signed-out"]);
    for (const returnTo of others) {
      const { error } = await page.evaluate((given) => window.outcome(window.gate.signIn(given)), { returnTo });
      assert.equal(error?.code, "return_to_rejected", returnTo);
    }
    assert.equal(seen.requests.filter(({ url }) => new URL(url).pathname === "/auth").length, 0, "nobody is sent to the provider");
    await assertNothingOfAttempt(page, seen);
    await context.close();
  });
});

test("a page that is neither https nor loopback gets an error before anything is asked", async () => {
  const origin = `http://${HOST}:${site.port}`;
  const { context, page, seen } = await openHarness(browser, site);
  await load(page, `${origin}/start`);
  assert.equal(await page.evaluate(() => isSecureContext), false);
  const { error } = await page.evaluate(() => window.outcome(window.gate.signIn()));
  const { status, error: shown } = await page.evaluate(() => window.snapshot());
  assert.deepEqual([error.code, status, shown.code], ["crypto_unavailable", "error", "crypto_unavailable"]);
  assert.deepEqual(
    seen.requests.filter(({ url }) => url.startsWith(site.issuer)),
    [],
  );
  await assertNothingOfAttempt(page, seen);
  await context.close();
});

test("WebCrypto that is gone at the way back is an error, and the code is not spent", async () => {
  const init = () => {
    if (location.pathname === "/callback") Object.defineProperty(Crypto.prototype, "subtle", { get: () => undefined });
  };
  const { context, page, seen } = await openHarness(browser, site, { storageState: alice, init });
  const { status, error } = await signInHere(page, site);
  assert.deepEqual([status, error?.code], ["error", "crypto_unavailable"]);
  await assertNothingOfAttempt(page, seen);
  await context.close();
});

test("a provider that is gone at the way back leaves nobody signed in", async () => {
  for (const [what, code] of [
    ["token", "network_error"],
    ["jwks", "network_error"],
  ]) {
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice });
    await context.route(`${site.issuer}/${what}`, (route) => route.abort("connectionrefused"));
    const { status, error } = await signInHere(page, site);
    assert.deepEqual([status, error?.code], ["signed-out", code], what);
    await assertNothingOfAttempt(page, seen);
    await context.close();
  }
});

test("the fourth try within a minute is a loop", async () => {
  const { context, page, seen } = await openHarness(browser, site);
  for (let tries = 0; tries < 3; tries++) await answerWith(context, page, seen, { error: "access_denied", state: true, iss: true });
  await load(page, `${site.origin}/start`);
  const { error } = await page.evaluate(() => window.outcome(window.gate.signIn()));
  assert.equal(error.code, "sign_in_loop");
  await context.close();
});

/**
 * Begins a sign-in and comes back with this answer instead of the provider's. `true` is the right `state` or `iss`. Gives the query that
 * the page was opened with.
 */
async function answerWith(context, page, seen, answer, meanwhile) {
  await load(page, `${site.origin}/start`);
  const asked = context.waitForEvent("request", (request) => request.url().startsWith(`${site.issuer}/auth?`));
  await context.route(`${site.issuer}/auth?**`, (route) => route.fulfill({ contentType: "text/html", body: "<title>provider</title>" }));
  await leave(page);
  await asked;
  await page.waitForURL((url) => url.origin === site.issuer);
  await meanwhile?.();
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(answer)) {
    const right = { state: lastAuthorization(seen).get("state"), iss: site.issuer };
    query.append(name, value === true ? right[name] : value);
  }
  await load(page, `${site.origin}/callback?${query}`);
  return query;
}

/** Of a response that is not ours to judge nothing stays; the sign-in that is open does, since its answer may yet come. */
async function assertGone(page, query) {
  const kept = Object.values(await assertNothingKept(page, { secrets: new Map() }, { storage: true })).join("\n");
  for (const [name, value] of query) if (name !== "iss") assert.ok(!kept.includes(value), name);
}
