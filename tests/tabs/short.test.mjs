// Sessions across tabs in a real browser, at a real provider that rotates refresh tokens and ends a grant whose old one comes back.
// The short form; `npm run test:tabs` is the whole.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { buildHarness, leave, load } from "../browser/support/harness.mjs";
import { startSite } from "../browser/support/site.mjs";
import { assertClean } from "../browser/support/watch.mjs";
import {
  allAtOnce,
  assertAll,
  assertNoGrantKilled,
  close,
  happened,
  LIFETIME,
  openTabs,
  pause,
  people,
  renewals,
  shortLived,
  signOutInFirst,
  statuses,
  until,
} from "./support/tabs.mjs";

// Milliseconds. API.md says 300, which `npm run test:tabs` holds a quiet machine to; here other tests want the cores too.
const WITHIN = 3000;
let brief;
let site;
let browser;
before(async () => {
  [site, browser] = await Promise.all([startSite({ build: buildHarness }), launchChromium()]);
  brief = await startSite({ build: buildHarness, idp: shortLived });
});
after(async () => {
  await browser?.close();
  await brief?.close();
  await site?.close();
});

// They mostly wait.
describe('storage "local"', { concurrency: true }, () => {
  test("is one session for all tabs, which one of them renews for the others", async () => {
    const tabs = await openTabs(browser, brief, { count: 3 });
    await until(tabs.pages, "signed-in");
    const before = renewals(tabs.seen);
    await pause(2 * LIFETIME * 1000);
    await until(tabs.pages, "signed-in");
    const count = renewals(tabs.seen) - before;
    assert.ok(count <= 2 + 2, `${count} renewals in ${2 * LIFETIME} s of ${LIFETIME} s tokens`);
    assert.ok(count > 0);
    const events = await happened(tabs.pages);
    assert.deepEqual(
      events.filter((type) => ["signed-out", "expired", "error", "warning"].includes(type)),
      [],
    );
    assertNoGrantKilled(tabs);
    assertClean(tabs.seen);
    await close(tabs);
  });

  for (const [without, init] of Object.entries({
    "as browsers are": undefined,
    "without Web Locks": () => Reflect.deleteProperty(Navigator.prototype, "locks"),
    "without BroadcastChannel": () => Reflect.deleteProperty(globalThis, "BroadcastChannel"),
  })) {
    test(`many tabs that renew at one instant send one request, and a sign-out reaches all: ${without}`, async () => {
      const tabs = await openTabs(browser, site, { count: 3, init });
      for (let round = 1; round <= 2; round++) {
        const outcomes = await allAtOnce(tabs.pages);
        assert.deepEqual(
          outcomes.map(({ value, error }) => value ?? error.code),
          tabs.pages.map(() => "signed-in"),
        );
        assert.equal(renewals(tabs.seen), round);
      }
      await assertOut(tabs.pages);
      assertNoGrantKilled(tabs);
      const stored = await tabs.pages[0].evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
      for (const [secret, kind] of tabs.seen.secrets) assert.ok(!stored.includes(secret), kind);
      await load(tabs.pages[1], `${site.origin}/start`);
      assert.deepEqual(await statuses([tabs.pages[1]]), ["signed-out"]);
      assertClean(tabs.seen);
      await close(tabs);
    });
  }

  test("goes over to another person as a whole, and nobody gets the other's token", async () => {
    const tabs = await openTabs(browser, site, { count: 3 });
    const [first, second, third] = tabs.pages;
    await third.evaluate(() => window.gate.signOut({ everywhere: false }));
    await until(tabs.pages, "signed-out");
    await leave(first, { prompt: "login" });
    await first.getByRole("button", { name: "Continue as carol" }).click();
    await until([first, second, third], "signed-in");
    assert.deepEqual(await people(tabs.pages), ["carol", "carol", "carol"]);
    await leave(second, { prompt: "login" });
    await second.getByRole("button", { name: "Continue as alice" }).click();
    await Promise.all([first, second, third].map((page) => page.waitForFunction(() => window.snapshot?.().user?.sub === "alice")));
    assert.equal(await first.evaluate(() => window.gate.can("admin:users:manage")), true);
    const subjects = await Promise.all(
      tabs.pages.map((page) => page.evaluate(() => window.gate.getAccessToken().then((token) => window.api.decodeToken(token).claims.sub))),
    );
    assert.deepEqual(subjects, ["alice", "alice", "alice"]);
    assertClean(tabs.seen);
    await close(tabs);
  });

  test("ends when the person clears the site's data, and cannot begin where there is no database", async () => {
    const tabs = await openTabs(browser, site, { count: 2 });
    await tabs.pages[0].evaluate(async () => {
      for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
    });
    await tabs.pages[1].evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await until([tabs.pages[1]], "signed-out");
    const init = () => Object.defineProperty(window, "indexedDB", { get: () => undefined });
    await tabs.context.addInitScript(init);
    await tabs.pages[0].goto(`${site.origin}/start`);
    await tabs.pages[0].waitForFunction(() => window.snapshot?.().status === "error");
    const { error } = await tabs.pages[0].evaluate(() => window.outcome(window.gate.signIn()));
    assert.equal(error.code, "storage_unavailable");
    assert.equal(new URL(tabs.pages[0].url()).origin, site.origin);
    assertClean(tabs.seen);
    await close(tabs);
  });
});

for (const storage of ["session", "memory"]) {
  test(`storage "${storage}": a sign-out reaches every tab, and another person ends the sessions of the others`, async () => {
    const tabs = await openTabs(browser, site, { count: 3, storage });
    await assertOut(tabs.pages);
    await leave(tabs.pages[0]);
    await until([tabs.pages[0]], "signed-in");
    await leave(tabs.pages[1], { prompt: "login" });
    await tabs.pages[1].getByRole("button", { name: "Continue as carol" }).click();
    await until([tabs.pages[1]], "signed-in");
    await until([tabs.pages[0]], "signed-out");
    assertClean(tabs.seen);
    await close(tabs);
  });
}

test("a tab that is duplicated signs in by itself, and the two renew side by side", async () => {
  const tabs = await openTabs(browser, site, { count: 1, storage: "session" });
  const [first] = tabs.pages;
  // A page that another one opens begins with a copy of its sessionStorage, as a duplicated tab does.
  const opened = tabs.context.waitForEvent("page");
  await first.evaluate((url) => void window.open(url), `${site.origin}/start`);
  const copy = await opened;
  await until([copy], "signed-in");
  const silent = () => tabs.seen.requests.filter(({ url }) => new URL(url).searchParams.get("prompt") === "none").length;
  assert.equal(silent(), 1, "as a page in memory does after a reload");
  for (let round = 1; round <= 2; round++) {
    const outcomes = await allAtOnce([first, copy]);
    assert.deepEqual(
      outcomes.map(({ value, error }) => value ?? error.code),
      ["signed-in", "signed-in"],
    );
    assert.equal(renewals(tabs.seen), 2 * round);
  }
  for (const page of [first, copy]) {
    await load(page, `${site.origin}/start`);
    await until([page], "signed-in");
  }
  assert.equal(silent(), 1, "a page that is loaded anew is no copy");
  assertNoGrantKilled(tabs);
  assertClean(tabs.seen);
  await close(tabs);
});

async function assertOut(pages) {
  const { after: delays, codes } = await signOutInFirst(pages, WITHIN);
  assert.ok(Math.max(...delays) <= WITHIN, `signed out after ${delays} ms`);
  assert.deepEqual(
    codes,
    codes.map(() => "interaction_required"),
  );
  await assertAll(pages, "signed-out");
}
