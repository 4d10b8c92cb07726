// The same vectors as the Rust tests, through the packed package in a browser: its WebCrypto and its engine are not Node's.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { vectorFiles } from "../package/support/vector-files.mjs";
import { buildHarness } from "./support/harness.mjs";
import { startSite } from "./support/site.mjs";
import { assertClean, watch } from "./support/watch.mjs";

let site;
let browser;
let context;
let page;
let seen;
before(async () => {
  [site, browser] = await Promise.all([startSite({ build: buildHarness }), launchChromium()]);
  context = await browser.newContext();
  seen = await watch(context, site);
  page = await context.newPage();
  await page.goto(site.origin);
});
after(async () => {
  await context?.close();
  await browser?.close();
  await site?.close();
});

for (const [kind, folder] of [
  ["token", "token"],
  ["roleMap", "role_map"],
]) {
  test(`every vector of ${folder} ends in Chromium as it says`, async () => {
    // As text: Playwright's own encoding would lose members called `__proto__`.
    const files = JSON.stringify(vectorFiles(folder));
    const { ran, mismatches } = await page.evaluate(([name, text]) => window.vectors[name](JSON.parse(text)), [kind, files]);
    assert.deepEqual(mismatches, []);
    assert.ok(ran > 500, `only ${ran}`);
  });
}

test("nothing was asked for and nothing was said meanwhile", () => {
  assertClean(seen);
  assert.ok(seen.requests.every(({ url }) => new URL(url).origin === site.origin || url.startsWith("data:")));
});
