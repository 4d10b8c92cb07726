// The devtools in a development build of the demo, under a policy that allows no inline style: by keyboard alone, and without a secret.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { signIn } from "../../www/scripts/sign-in.mjs";
import { buildDemo } from "./support/demo.mjs";
import { startSite } from "./support/site.mjs";
import { assertClean, watch } from "./support/watch.mjs";

const policy = (issuer) =>
  `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; connect-src ${issuer}`;

let site;
let browser;
let page;
let seen;
before(async () => {
  const build = (given) => buildDemo(given, { development: true });
  const headers = (issuer) => ({ "content-security-policy": policy(issuer) });
  [site, browser] = await Promise.all([startSite({ build, headers }), launchChromium()]);
  const context = await browser.newContext({ reducedMotion: "reduce" });
  seen = await watch(context, site);
  page = await context.newPage();
  await signIn(page, site, "alice");
  await launcher().waitFor();
});
after(async () => {
  await page?.context().close();
  await browser?.close();
  await site?.close();
});

const launcher = () => page.getByRole("button", { name: /Open the claimgate devtools/ });
const focused = () => page.evaluate(() => document.querySelector("claimgate-devtools").shadowRoot.activeElement?.textContent);
const press = async (...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

test("the keyboard alone opens it, follows a line from group to permission, and leads back to the page", async () => {
  await launcher().focus();
  await press("Enter");
  assert.equal(await focused(), "Session");
  await press("ArrowRight", "ArrowRight");
  assert.equal(await focused(), "Access");
  // Past the button that closes and the region that scrolls.
  await press("Tab", "Tab", "Tab");
  assert.match(await focused(), /^Administrators/);
  await press("ArrowRight");
  assert.match(await focused(), /^admin(?!:)/);
  await press("ArrowRight");
  assert.match(await focused(), /^projects:read/);
  await page.getByRole("complementary", { name: "The chosen name" }).getByText("See the list of projects").waitFor();
  const lines = () => page.evaluate(() => document.querySelector("claimgate-devtools").shadowRoot.querySelectorAll(".lines .near").length);
  assert.equal(await lines(), 5);
  await press("Escape");
  assert.equal(await lines(), 0, "the first Escape lets go of the line");
  await press("Escape");
  assert.match(await focused(), /Open the claimgate devtools/, "the second closes, and the focus is where it was");
});

test("the lines meet the names that they join", async () => {
  await launcher().click();
  await page.getByRole("tab", { name: "Access" }).click();
  const far = await page.evaluate(() => {
    const root = document.querySelector("claimgate-devtools").shadowRoot;
    const middle = (name) => {
      const { top, height } = root.querySelector(`[data-node="${name}"]`).getBoundingClientRect();
      return top + height / 2;
    };
    const [line] = root.querySelectorAll(".roles .lines path");
    // Browsers differ in whether the rectangle of a path holds its stroke.
    const at = (length) => line.getPointAtLength(length).matrixTransform(line.getScreenCTM());
    return [
      at(0).y - middle("group Administrators"),
      at(line.getTotalLength()).x - root.querySelector(".roles .names").getBoundingClientRect().left,
    ];
  });
  for (const distance of far) assert.ok(Math.abs(distance) < 2, String(far));
});

test("no tab holds a token, a code or a nonce, nor does what it copies", async () => {
  let text = "";
  for (const name of ["Session", "Claims", "Access", "Ask", "View as", "Checks", "Events"]) {
    await page.getByRole("tab", { name }).click();
    if (name === "Claims") {
      await page.getByRole("button", { name: "Show its claims" }).click();
      await page.getByRole("table", { name: "Claims of the access token" }).waitFor();
    }
    if (name === "Checks") await page.getByText("lifts_rules").waitFor();
    text += await page.evaluate(() => document.querySelector("claimgate-devtools").shadowRoot.innerHTML);
  }
  assert.ok(text.includes("Alice Moreau") && seen.secrets.size >= 4);
  for (const [secret, kind] of seen.secrets) assert.ok(!text.includes(secret), kind);
});

test("others are viewed in this page only: its controls change, its token does not", async () => {
  await page.getByRole("tab", { name: "View as" }).click();
  await page.getByRole("checkbox", { name: /^Administrators/ }).uncheck();
  await page.getByRole("checkbox", { name: /^Bookkeeping/ }).check();
  await page.getByRole("checkbox", { name: /Show this page/ }).check();
  const links = page.getByRole("navigation", { name: "Main" }).getByRole("link");
  await links.getByText("Administration").waitFor({ state: "detached" });
  assert.deepEqual(await links.allInnerTexts(), ["Projects", "Billing", "Your profile"]);
  await page.getByRole("button", { name: "Close the devtools" }).click();
  await page.getByText("viewing as Bookkeeping, WestCoastDivision").waitFor();
  const asked = page.waitForRequest((request) => request.url().startsWith(`${site.apiOrigin}/api/`) && request.method() === "GET");
  await links.getByText("Billing").click();
  assert.equal((await (await asked).allHeaders()).authorization, `Bearer ${seen.tokens.access_token}`);
  await launcher().click();
  await page.getByRole("button", { name: "Stop" }).click();
  await links.getByText("Administration").waitFor();
});

test("neither its styles nor the app's reach the other, and it is dark where the page is", async () => {
  const style = (property) =>
    page.evaluate(
      (name) => getComputedStyle(document.querySelector("claimgate-devtools").shadowRoot.querySelector(".panel"))[name],
      property,
    );
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { font-size: 40px !important; color: red !important; } claimgate-devtools { display: none }");
    document.adoptedStyleSheets = [sheet];
  });
  assert.equal(await style("fontSize"), "13px");
  assert.notEqual(await style("color"), "rgb(255, 0, 0)");
  assert.ok(await page.getByRole("tablist").isVisible());
  const light = await style("backgroundColor");
  await page.emulateMedia({ colorScheme: "dark" });
  assert.notEqual(await style("backgroundColor"), light);
  assert.equal(await page.locator("claimgate-devtools style").count(), 0);
});

test("fits a narrow screen", async () => {
  await page.setViewportSize({ width: 360, height: 640 });
  for (const tab of await page.getByRole("tab").all()) {
    await tab.click();
    const wider = await page.evaluate(() => {
      const body = document.querySelector("claimgate-devtools").shadowRoot.querySelector(".body");
      return body.scrollWidth - body.clientWidth;
    });
    assert.equal(wider, 0, await tab.innerText());
  }
});

test("nothing went wrong, and nothing was refused by the policy", () => assertClean(seen));
