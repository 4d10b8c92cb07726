// The example for TanStack Router, built from the packed package, with a real provider and a real browser.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { buildExample } from "./support/example.mjs";
import { startSite } from "./support/site.mjs";
import { assertClean, visit } from "./support/watch.mjs";

let site;
let browser;
before(async () => {
  site = await startSite({ build: buildExample("tanstack-router") });
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

describe("TanStack Router", () => {
  test("a link that is hovered over asks nobody to sign in; the deep link comes back after the sign-in", async () => {
    const { context, page, seen } = await visit(browser, site);
    await page.goto(site.origin);
    await page.getByRole("heading", { name: "Welcome" }).waitFor();
    await page.getByRole("link", { name: "Administration" }).hover();
    await page.getByRole("link", { name: "Projects" }).hover();
    await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
    assert.deepEqual([page.url(), count(seen, "/auth")], [`${site.origin}/`, 0]);

    await page.goto(`${site.origin}/admin?tab=2#part`);
    await continueAs(page, "alice");
    await page.getByRole("heading", { name: "Administration" }).waitFor();
    assert.equal(page.url(), `${site.origin}/admin?tab=2#part`);
    assert.deepEqual([count(seen, "/auth"), count(seen, "/token")], [1, 1], "one way there, in StrictMode too");

    await page.reload();
    await page.getByRole("heading", { name: "Administration" }).waitFor();
    assert.deepEqual([page.url(), count(seen, "/auth")], [`${site.origin}/admin?tab=2#part`, 2]);
    await page.getByRole("button", { name: /^Sign out/ }).click();
    await page.getByRole("heading", { name: "Welcome" }).waitFor();
    assert.equal(await page.getByRole("button", { name: /^Sign out/ }).count(), 0);
    assertClean(seen);
    await context.close();
  });

  test("a guarded page in another tab lets the provider ask after a sign-out, however fast that tab is", async () => {
    const { context, page, seen } = await visit(browser, site);
    await page.goto(`${site.origin}/projects`);
    await continueAs(page, "alice");
    const second = await context.newPage();
    await second.goto(`${site.origin}/projects`);
    for (const tab of [page, second]) await tab.getByRole("heading", { name: "Projects" }).waitFor();
    const left = second.waitForRequest((request) => new URL(request.url()).pathname === "/auth");
    await page.getByRole("button", { name: /^Sign out/ }).click();
    assert.equal(new URL((await left).url()).searchParams.get("prompt"), "login");
    await second.getByRole("button", { name: "Continue as bob" }).waitFor();
    assertClean(seen);
    await context.close();
  });

  test("who may not is told so, and not sent to sign in; without a deep link the landing page opens", async () => {
    const { context, page, seen } = await visit(browser, site);
    await page.goto(`${site.origin}/projects`);
    await continueAs(page, "bob");
    await page.getByRole("button", { name: "New project" }).waitFor();
    const asked = seen.requests.length;
    await page.getByRole("link", { name: "Administration" }).click();
    await page.getByRole("heading", { name: "Not for you" }).waitFor();
    assert.equal(page.url(), `${site.origin}/forbidden`);
    await page.goBack();
    await page.getByRole("heading", { name: "Projects" }).waitFor();
    const provider = seen.requests.slice(asked).filter(({ url }) => url.startsWith(site.issuer));
    assert.deepEqual(provider, []);
    assertClean(seen);
    await context.close();
  });
});

const continueAs = (page, name) => page.getByRole("button", { name: `Continue as ${name}` }).click();
const count = (seen, path) => seen.requests.filter(({ url }) => new URL(url).pathname === path && url.startsWith(site.issuer)).length;
