// Several tabs of one profile on the harness page, and what the provider saw of them.
import assert from "node:assert/strict";
import { load, openHarness, signInHere } from "../../browser/support/harness.mjs";

/** Seconds that ID and access tokens live. A page renews when a fifth of that is left, in whole seconds: at the end of so few. */
export const LIFETIME = 4;
export const shortLived = { ttl: { idToken: LIFETIME, accessToken: LIFETIME } };

/** `count` tabs; with `storage: "local"` the first one signs in for all, else each signs in by itself. */
export async function openTabs(browser, site, { count, storage = "local", config = {}, hooks = {}, init, person = "alice" }) {
  const opened = await openHarness(browser, site, { config: { storage, ...config }, hooks, init });
  const { context, page, seen } = opened;
  const answers = [];
  context.on("response", (response) => {
    if (new URL(response.url()).pathname === "/token") answers.push(response.status());
  });
  await signInHere(page, site, { name: person });
  const pages = [page];
  while (pages.length < count) pages.push(await openTab(context, site, storage));
  return { context, pages, seen, answers };
}

export async function openTab(context, site, storage = "local") {
  const page = await context.newPage();
  if (storage === "local") await load(page, `${site.origin}/start`);
  else await signInHere(page, site);
  return page;
}

/** Renewals may be under way: what they come to is nobody's any more. */
export async function close({ context }) {
  await context.unrouteAll({ behavior: "ignoreErrors" });
  await context.close();
}

export const statuses = (pages) => Promise.all(pages.map((page) => page.evaluate(() => window.snapshot().status)));
export const errors = (pages) => Promise.all(pages.map((page) => page.evaluate(() => window.snapshot().error?.code ?? null)));
export const people = (pages) => Promise.all(pages.map((page) => page.evaluate(() => window.snapshot().user?.sub ?? null)));

/** The names of all that happened in these tabs. */
export async function happened(pages) {
  return (await Promise.all(pages.map((page) => page.evaluate(() => window.events.map(({ type }) => type))))).flat();
}

export function renewals(seen) {
  return seen.requests.filter(({ url, body }) => new URL(url).pathname === "/token" && body?.includes("grant_type=refresh_token")).length;
}

/** No refresh token was sent twice (with `again`, for an answer that told to try again), and the provider refused none. */
export function assertNoGrantKilled({ seen, answers }, { again = false } = {}) {
  const sent = seen.requests.map(({ body }) => new URLSearchParams(body ?? "").get("refresh_token")).filter(Boolean);
  if (!again) assert.equal(new Set(sent).size, sent.length, "a refresh token was sent twice");
  assert.deepEqual(
    answers.filter((status) => status >= 400 && status < 500),
    [],
    "the provider refused a token",
  );
}

export async function assertAll(pages, status) {
  assert.deepEqual(
    await statuses(pages),
    pages.map(() => status),
    `errors: ${await errors(pages)}`,
  );
}

export const until = (pages, status, timeout = 15_000) =>
  Promise.all(
    pages.map((page) => page.waitForFunction((wanted) => window.snapshot?.().status === wanted, status, { timeout, polling: 50 })),
  );

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Everybody asks for a renewal at the same instant, by the clock they share. */
export async function allAtOnce(pages) {
  const at = Date.now() + 400;
  return Promise.all(
    pages.map((page) =>
      page.evaluate(async (instant) => {
        await new Promise((resolve) => setTimeout(resolve, instant - Date.now()));
        return window.outcome(window.gate.refresh().then(({ status }) => status));
      }, at),
    ),
  );
}

/**
 * Signs out in the first tab. Milliseconds until each of the others was signed out, and what each says, 300 ms after the call, to
 * somebody who wants a token: the code of the error.
 */
export async function signOutInFirst([first, ...others], within = 300) {
  const heard = others.map((page) =>
    page.evaluate(async () => {
      const at = await new Promise((resolve) => {
        const look = () => window.snapshot().status === "signed-out" && resolve(Date.now());
        window.gate.subscribe(look);
        window.wantsToken = (time) =>
          new Promise((later) => setTimeout(later, time - Date.now())).then(() => window.outcome(window.gate.getAccessToken()));
      });
      return at;
    }),
  );
  await Promise.all(others.map((page) => page.waitForFunction(() => window.wantsToken !== undefined)));
  const { began } = await first.evaluate(() => {
    const now = Date.now();
    return { began: now, out: void window.gate.signOut({ everywhere: false }) };
  });
  const codes = await Promise.all(
    others.map((page) => page.evaluate((time) => window.wantsToken(time), began + within).then(({ error }) => error?.code)),
  );
  return { after: (await Promise.all(heard)).map((at) => at - began), codes };
}
