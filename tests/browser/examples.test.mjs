// The examples for React Router in both modes and for no router, built from the packed package, with a real provider and a real browser.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { installed } from "../package/support/packed.mjs";
import { buildExample } from "./support/example.mjs";
import { startSite } from "./support/site.mjs";
import { assertClean, visit } from "./support/watch.mjs";

const sites = {};
let browser;
before(async () => {
  await installed();
  const start = async (name, more) => {
    sites[name] = await startSite({ build: buildExample(name), ...more });
  };
  const started = [start("react-router", { basename: "/app" }), start("react-router-declarative"), start("plain-vite")];
  [browser] = await Promise.all([launchChromium(), ...started]);
});
after(async () => {
  await browser?.close();
  await Promise.all(Object.values(sites).map((site) => site.close()));
});

describe("React Router, data mode, below a basename", () => {
  test("a deep link comes back after the sign-in with its query and hash; its loader knows the person", async () => {
    const { site, page, seen, leave } = await visitExample("react-router");
    await page.goto(`${site.origin}/app/projects/1?tab=2#part`);
    await continueAs(page, "bob");
    await page.getByRole("heading", { name: "North bridge" }).waitFor();
    assert.equal(page.url(), `${site.origin}/app/projects/1?tab=2#part`);
    assert.deepEqual([count(seen, "/auth"), count(seen, "/token")], [1, 1], "one way there, in StrictMode too");
    await page.getByRole("link", { name: "Projects" }).click();
    await page.getByRole("heading", { name: "Projects of Bob Tanaka" }).waitFor();
    await page.getByRole("button", { name: "New project" }).waitFor();

    const asked = atProvider(seen);
    await page.getByRole("link", { name: "Administration" }).click();
    await page.getByRole("heading", { name: "Not for you" }).waitFor();
    assert.deepEqual([page.url(), atProvider(seen)], [`${site.origin}/app/forbidden`, asked], "forbidden is not signed out");

    await page.getByRole("button", { name: /^Sign out/ }).click();
    await page.getByRole("heading", { name: "Welcome" }).waitFor();
    assert.equal(page.url(), `${site.origin}/app/`);
    await leave();
  });

  test("a route with `stepUp` asks the provider for a fresh sign-in, once", async () => {
    const { site, page, seen, leave } = await visitExample("react-router");
    await page.goto(`${site.origin}/app/projects`);
    await continueAs(page, "bob");
    await page.getByRole("heading", { name: /^Projects of/ }).waitFor();
    await page.getByRole("link", { name: "Billing" }).click();
    await page.getByRole("heading", { name: "Billing" }).waitFor();
    const asked = seen.requests.map(({ url }) => new URL(url)).filter((url) => url.pathname === "/auth" && url.origin === site.issuer);
    assert.deepEqual(
      asked.map((url) => url.searchParams.get("max_age")),
      [null, "300"],
    );
    assert.equal(page.url(), `${site.origin}/app/billing`);
    await leave();
  });
});

test("React Router, declarative mode: guards of a layout and of a page", async () => {
  const { site, page, seen, leave } = await visitExample("react-router-declarative");
  await page.goto(site.origin);
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  await page.goto(`${site.origin}/projects?tab=2#part`);
  await continueAs(page, "dave");
  await page.getByRole("heading", { name: "Projects" }).waitFor();
  assert.equal(page.url(), `${site.origin}/projects?tab=2#part`);
  const add = page.getByRole("button", { name: "New project" });
  assert.deepEqual([await add.isDisabled(), await add.getAttribute("title")], [true, "no_grant"]);
  const asked = atProvider(seen);
  await page.getByRole("link", { name: "Administration" }).click();
  await page.getByRole("heading", { name: "Not for you (no_grant)" }).waitFor();
  assert.deepEqual([page.url(), atProvider(seen)], [`${site.origin}/admin`, asked], "forbidden is not signed out");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  await leave();
});

test("no router: a button that follows `can`, before, during and after a session", async () => {
  const { site, page, seen, leave } = await visitExample("plain-vite");
  await page.goto(`${site.origin}/list?page=3`);
  const add = page.getByRole("button", { name: "New project" });
  const state = async () => [await add.isDisabled(), await add.getAttribute("title")];
  await page.getByRole("heading", { name: "Nobody is signed in" }).waitFor();
  assert.deepEqual(await state(), [true, "signed_out"]);
  await page.getByRole("button", { name: "Sign in" }).click();
  await continueAs(page, "bob");
  await page.getByRole("heading", { name: "Hello, Bob Tanaka" }).waitFor();
  assert.deepEqual([...(await state()), page.url()], [false, "granted", `${site.origin}/list?page=3`]);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Nobody is signed in" }).waitFor();
  assert.deepEqual(await state(), [true, "signed_out"]);
  assert.equal(count(seen, "/auth"), 1);
  await leave();
});

async function visitExample(name) {
  const site = sites[name];
  const { context, page, seen } = await visit(browser, site);
  const leave = async () => {
    assertClean(seen);
    await context.close();
  };
  return { site, page, seen: Object.assign(seen, { issuer: site.issuer }), leave };
}

const continueAs = (page, name) => page.getByRole("button", { name: `Continue as ${name}` }).click();
const atProvider = ({ requests, issuer }) => requests.filter(({ url }) => url.startsWith(issuer)).length;
const count = ({ requests, issuer }, path) => requests.filter(({ url }) => url.startsWith(issuer) && new URL(url).pathname === path).length;
