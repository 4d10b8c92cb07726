// `npm run test:tabs`: what takes too long for every `npm test`. Tokens of four seconds, a provider that rotates refresh tokens and
// ends a grant whose old one comes back; every figure is printed.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { buildHarness, signInHere } from "../browser/support/harness.mjs";
import { startSite } from "../browser/support/site.mjs";
import { assertClean } from "../browser/support/watch.mjs";
import {
  allAtOnce,
  assertAll,
  assertNoGrantKilled,
  close,
  errors,
  happened,
  LIFETIME,
  openTabs,
  pause,
  renewals,
  shortLived,
  signOutInFirst,
  statuses,
  until,
} from "./support/tabs.mjs";

const TABS = 8;
const MINUTE = 60;
const HOUR = 3_600_000;
let site;
let browser;
before(async () => {
  browser = await launchChromium();
  site = await startSite({ build: buildHarness, idp: shortLived });
});
after(async () => {
  await browser?.close();
  await site?.close();
});

const say = (t, text) => {
  t.diagnostic(text);
};

describe(`${TABS} tabs, tokens of ${LIFETIME} seconds`, () => {
  test(`a minute of it`, async (t) => {
    const tabs = await openTabs(browser, site, { count: TABS });
    const begin = renewals(tabs.seen);
    await Promise.all(tabs.pages.map(timePending));
    const wrong = [];
    for (let second = 0; second < MINUTE; second++) {
      await pause(1000);
      const seen = await statuses(tabs.pages);
      if (seen.includes("signed-out") || seen.includes("error")) wrong.push(`${second}: ${seen}`);
    }
    const count = renewals(tabs.seen) - begin;
    const pending = await Promise.all(tabs.pages.map((page) => page.evaluate(() => Math.round(window.pending))));
    say(t, `${count} renewals in ${MINUTE} s, one each ${(MINUTE / count).toFixed(1)} s; the tabs were pending for ${pending} ms of it`);
    assert.deepEqual(wrong, []);
    await until(tabs.pages, "signed-in");
    assert.ok(count <= MINUTE / LIFETIME + 2, `${count} renewals`);
    assertNoGrantKilled(tabs);
    assertClean(tabs.seen);
    await close(tabs);
  });

  for (const [without, init] of Object.entries({
    "Web Locks": undefined,
    "a lease": () => Reflect.deleteProperty(Navigator.prototype, "locks"),
  })) {
    test(`all ask at one instant, ten times, with ${without}`, async (t) => {
      const tabs = await openTabs(browser, site, { count: TABS, init });
      const begin = renewals(tabs.seen);
      const began = Date.now();
      const codes = [];
      for (let round = 0; round < 10; round++) {
        codes.push(...(await allAtOnce(tabs.pages)).map(({ value, error }) => value ?? error.code).filter((said) => said !== "signed-in"));
      }
      const seconds = (Date.now() - began) / 1000;
      const count = renewals(tabs.seen) - begin;
      say(t, `${count} renewals for ${10 * TABS} calls in ${seconds.toFixed(1)} s`);
      assert.deepEqual(codes, []);
      assert.ok(count <= 10 + seconds / LIFETIME + 2, `${count} renewals`);
      assertNoGrantKilled(tabs);
      await until(tabs.pages, "signed-in");
      assertClean(tabs.seen);
      await close(tabs);
    });
  }

  for (const [when, answered] of [
    ["before the provider was asked", false],
    ["after the provider answered", true],
  ]) {
    test(`the tab that renews is closed ${when}`, async (t) => {
      let stopped;
      const arrived = new Promise((resolve) => {
        stopped = resolve;
      });
      let armed = false;
      const tabs = await openTabs(browser, site, {
        count: 3,
        hooks: {
          // What is held back here was answered by the provider, and never reaches its page.
          token: (body) => {
            if (!armed) return body;
            armed = false;
            stopped();
            return new Promise(() => undefined);
          },
        },
      });
      if (answered) armed = true;
      else await holdNextRequest(tabs.context, site, stopped);
      const holder = tabs.pages.pop();
      void holder.evaluate(() => void window.gate.refresh().catch(() => undefined)).catch(() => undefined);
      await arrived;
      const began = Date.now();
      await holder.close();
      const [next] = tabs.pages;
      const said = await next.evaluate(() => window.outcome(window.gate.refresh().then(({ status }) => status)));
      const waited = Date.now() - began;
      say(t, `the next tab had its turn after ${waited} ms: ${said.value ?? said.error.code}`);
      assert.ok(waited < 5_000, `${waited} ms`);
      assertNoGrantKilled(tabs);
      // Without a silent check the session ends with its token; with one it goes on.
      await pause((LIFETIME + 1) * 1000);
      const ended = await statuses(tabs.pages);
      say(t, `afterwards: ${ended} (${await errors(tabs.pages)})`);
      assert.ok(
        ended.every((status) => ["signed-in", "signed-out"].includes(status)),
        `${ended}`,
      );
      assertNoGrantKilled(tabs);
      await signInHere(next, site);
      await until(tabs.pages, "signed-in");
      await close(tabs);
    });
  }

  test("the provider answers 503 for five seconds across the end", async (t) => {
    const tabs = await openTabs(browser, site, { count: 4 });
    const refuse = (route) => route.fulfill({ status: 503, headers: { "access-control-allow-origin": "*" }, body: "no" });
    await tabs.context.route(`${site.issuer}/token`, refuse);
    await pause(5_000);
    await assertBackAfter(t, tabs, () => tabs.context.unroute(`${site.issuer}/token`, refuse));
  });

  test("ten seconds offline across the end", async (t) => {
    const tabs = await openTabs(browser, site, { count: 4 });
    await tabs.context.setOffline(true);
    await pause(10_000);
    await assertBackAfter(t, tabs, () => tabs.context.setOffline(false), 20_000);
  });

  for (const [name, shift] of [
    ["ahead", HOUR],
    ["back", -HOUR],
  ]) {
    test(`a clock that is set an hour ${name}, and right again`, async (t) => {
      const init = () => {
        const now = Date.now;
        Date.now = () => now() + Number(localStorage.getItem("test-shift") ?? 0);
      };
      const tabs = await openTabs(browser, site, { count: 3, init });
      const wake = () => Promise.all(tabs.pages.map((page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")))));
      const set = (by) => tabs.pages[0].evaluate((value) => localStorage.setItem("test-shift", value), String(by));
      const mays = () => Promise.all(tabs.pages.map((page) => page.evaluate(() => window.gate.can("projects:read"))));
      await set(shift);
      const at = await mays();
      if (shift > 0) assert.deepEqual(at, [false, false, false], "at that very second");
      await wake();
      await pause(3_000);
      const during = await statuses(tabs.pages);
      const said = await errors(tabs.pages);
      await set(0);
      await wake();
      await pause(LIFETIME * 1000);
      const ended = await statuses(tabs.pages);
      say(t, `with the wrong clock: ${during} (${said}); with the right one: ${ended} (${await errors(tabs.pages)})`);
      assertNoGrantKilled(tabs);
      for (const [index, status] of ended.entries()) {
        if (status !== "signed-in") assert.equal((await mays())[index], false, "a clock that is set back revives nothing");
      }
      await close(tabs);
    });
  }

  for (const storage of ["local", "session", "memory"]) {
    test(`storage "${storage}": a sign-out reaches all, five times`, async (t) => {
      const worst = [];
      for (let round = 0; round < 5; round++) {
        const tabs = await openTabs(browser, site, { count: TABS, storage });
        const { after: delays, codes } = await signOutInFirst(tabs.pages);
        worst.push(Math.max(...delays));
        assert.deepEqual(new Set(codes), new Set(["interaction_required"]));
        await assertAll(tabs.pages, "signed-out");
        await close(tabs);
      }
      say(t, `the slowest of ${TABS - 1} tabs, each time: ${worst.join(", ")} ms`);
      assert.ok(Math.max(...worst) <= 300);
    });
  }
});

describe("the back-forward cache", () => {
  for (const storage of ["local", "session", "memory"]) {
    test(`storage "${storage}": a page that comes out of it after a sign-out in another tab is signed out`, async (t) => {
      const other = await launchChromium({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
      const tabs = await openTabs(other, site, { count: 2, storage });
      const [first, second] = tabs.pages;
      await first.evaluate(() => {
        window.mark = "the same page";
      });
      await first.goto(`${site.issuer}/.well-known/openid-configuration`);
      // In memory, a page that is not alive can ask nobody but the provider, once it is loaded anew.
      await second.evaluate((everywhere) => void window.gate.signOut({ everywhere }), storage === "memory");
      if (storage === "memory") await second.waitForURL(`${site.origin}/`);
      await back(first);
      await first.waitForFunction(() => window.snapshot?.().status === "signed-out");
      say(t, `the page was ${(await first.evaluate(() => window.mark)) ? "kept" : "loaded anew"}`);
      assert.equal(await first.evaluate(() => window.gate.can("projects:read")), false);
      await close(tabs);
      await other.close();
    });
  }

  test("gives a page back that adopts what was renewed meanwhile", async (t) => {
    const other = await launchChromium({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
    const tabs = await openTabs(other, site, { count: 1 });
    const [first] = tabs.pages;
    await first.evaluate(() => {
      window.mark = "the same page";
    });
    await first.goto(`${site.issuer}/.well-known/openid-configuration`);
    await pause((LIFETIME + 1) * 1000);
    await back(first);
    await until([first], "signed-in");
    say(t, `the page was ${(await first.evaluate(() => window.mark)) ? "kept" : "loaded anew"}`);
    assertNoGrantKilled(tabs);
    await close(tabs);
    await other.close();
  });
});

// What comes out of the cache is not loaded.
const back = (page) => page.goBack({ waitUntil: "commit" });

/** Milliseconds that the page was `pending`, in `window.pending`. */
function timePending(page) {
  return page.evaluate(() => {
    let since = null;
    window.pending = 0;
    window.gate.subscribe(() => {
      const pending = window.snapshot().status === "pending";
      if (!pending && since !== null) window.pending += performance.now() - since;
      since = pending ? (since ?? performance.now()) : null;
    });
  });
}

async function holdNextRequest(context, { issuer }, arrived) {
  const hold = async () => {
    await context.unroute(`${issuer}/token`, hold);
    arrived();
  };
  await context.route(`${issuer}/token`, hold);
}

/** Whoever waited for the end of a fault is signed in again by itself after it. */
async function assertBackAfter(t, tabs, mend, patience) {
  const during = await statuses(tabs.pages);
  await mend();
  const began = Date.now();
  await until(tabs.pages, "signed-in", patience);
  say(t, `during it: ${during}; ${Date.now() - began} ms after it every tab was signed in again by itself`);
  assert.ok(
    during.every((status) => status === "pending"),
    `${during}`,
  );
  await assertUnhurt(tabs);
  await close(tabs);
}

async function assertUnhurt(tabs) {
  const events = await happened(tabs.pages);
  assert.deepEqual(
    events.filter((type) => ["signed-out", "expired"].includes(type)),
    [],
  );
  assertNoGrantKilled(tabs, { again: true });
}
