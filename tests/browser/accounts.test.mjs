// Every account of the demo, against a real provider, with the demo built from the packed package.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { signIn } from "../../www/scripts/sign-in.mjs";
import { buildDemo } from "./support/demo.mjs";
import { people } from "./support/expectations.mjs";
import { startSite } from "./support/site.mjs";
import { assertClean, assertNothingKept, lastAuthorization, visit } from "./support/watch.mjs";

let site;
let browser;
let folder;
before(async () => {
  const build = async (given) => {
    folder = await buildDemo(given);
    return folder;
  };
  [site, browser] = await Promise.all([startSite({ build }), launchChromium()]);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

for (const [name, person] of Object.entries(people)) {
  describe(name, () => {
    let context;
    let page;
    let seen;
    before(async () => {
      ({ context, page, seen } = await visit(browser, site));
    });
    after(() => context?.close());

    test("signs in through the real pages and lands where the role lands", async () => {
      await signIn(page, site, name);
      await page.waitForURL(site.origin + person.landing);
      await page.getByRole("heading", { level: 1, name: person.heading }).waitFor();
      assert.equal(page.url(), site.origin + person.landing, "neither code nor state stays in the address");
      const exchanged = seen.requests.filter(({ url }) => url === `${site.issuer}/token`).length;
      assert.deepEqual([countAuthorizations(seen), exchanged], [1, 1], "one way there and one exchange, in StrictMode too");
      await assertNothingKept(page, seen);
    });

    test("sees exactly the navigation of the role", async () => {
      assert.deepEqual(await page.getByRole("navigation", { name: "Main" }).getByRole("link").allInnerTexts(), person.nav);
    });

    for (const [path, controls] of Object.entries(person.pages)) {
      test(`sees exactly the controls of ${path}`, async () => {
        await open(page, path);
        await assertControls(page, controls);
      });
    }

    for (const path of Object.keys(person.closed)) {
      test(`is told that ${path} is closed, and is not sent to sign in`, async () => {
        const before = seen.requests.length;
        await open(page, path);
        await page.getByRole("heading", { level: 1, name: "Not allowed" }).waitFor();
        await page.getByText(person.reason).waitFor();
        assert.equal(new URL(page.url()).pathname, "/forbidden");
        const asked = seen.requests.slice(before).map(({ url }) => new URL(url));
        assert.deepEqual(
          asked.filter(({ pathname }) => pathname.startsWith("/api/")),
          [],
          "the API was asked for a closed page",
        );
        const prompts = asked.filter(({ pathname }) => pathname === "/auth").map(({ searchParams }) => searchParams.get("prompt"));
        assert.deepEqual(prompts, ["none"], "only the session was found again");
      });
    }

    test("reads on the profile which groups and roles there are, and the API agrees", async () => {
      await open(page, "/profile");
      const chips = (label) => page.getByRole("list", { name: label, exact: true }).getByRole("listitem").allInnerTexts();
      await page.getByRole("list", { name: "Roles at the service" }).waitFor();
      assert.deepEqual((await chips("Groups")).sort(), person.groups);
      assert.deepEqual((await chips("Roles")).sort(), person.roles);
      assert.deepEqual((await chips("Roles at the service")).sort(), person.roles);
      await page.getByText("It uses the same role map as this page").waitFor();
    });

    test("gets from the API what the map says, whatever the page shows", async () => {
      for (const [method, path, status] of person.api) {
        assert.equal((await askApi(seen.tokens.access_token, method, path)).status, status, `${method} ${path}`);
      }
      assert.equal((await askApi(null, "GET", "/projects")).status, 401);
      assert.equal((await askApi(seen.tokens.id_token, "GET", "/projects")).status, 401, "an ID token opens no API");
    });

    test("reloads and is still signed in, without being asked again", async () => {
      await open(page, "/profile?from=here#roles");
      const asked = countAuthorizations(seen);
      await page.reload();
      await page.getByRole("heading", { level: 1, name: "Your profile" }).waitFor();
      assert.equal(page.url(), `${site.origin}/profile?from=here#roles`);
      assert.equal(countAuthorizations(seen), asked + 1, "one silent round trip");
      assert.equal(lastAuthorization(seen).get("prompt"), "none");
      await assertNothingKept(page, seen);
    });

    test("signs out and is out, here and at the provider", async () => {
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.waitForURL(`${site.origin}/`);
      await page.getByRole("heading", { name: "Every garden has its paperwork" }).waitFor();
      await assertStranger(page, name);
      const asked = countAuthorizations(seen);
      await page.reload();
      await page.getByRole("button", { name: "Sign in" }).waitFor();
      await assertStranger(page, name);
      assert.equal(countAuthorizations(seen), asked, "a reload tries nothing");
      await assertNothingKept(page, seen);
      await page.goto(`${site.origin}/profile`);
      await page.waitForURL(`${site.origin}/login?returnTo=%2Fprofile`);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByLabel("Password").waitFor();
    });

    test("follows a deep link through the sign-in", async () => {
      await signIn(page, site, name, { path: person.deepLink });
      await page.waitForURL(site.origin + person.deepLink);
      assert.equal(page.url(), site.origin + person.deepLink);
      await page.getByRole("heading", { level: 1, name: "Not allowed" }).waitFor({ state: "detached" });
      assertClean(seen);
    });
  });
}

test("a deep link to what is closed leads to the landing page after the sign-in", async () => {
  const { context, page, seen } = await visit(browser, site);
  await signIn(page, site, "erin", { path: "/projects" });
  await page.waitForURL(`${site.origin}/welcome`);
  assertClean(seen);
  await context.close();
});

test("the Back button after signing out shows nothing of the person", async () => {
  const { context, page, seen } = await visit(browser, site);
  await signIn(page, site, "alice");
  await page.waitForURL(`${site.origin}/admin`);
  await page.getByRole("navigation").getByRole("link", { name: "Billing" }).click();
  await page.getByRole("heading", { level: 1, name: "Billing" }).waitFor();
  const depth = await page.evaluate(() => history.length);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(`${site.origin}/`);
  const steps = (await page.evaluate(() => history.length)) - depth;
  const shown = page.waitForURL((url) => url.origin === site.origin && url.pathname === "/login");
  await page.evaluate((back) => history.go(-back), steps);
  await shown;
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  await assertStranger(page, "alice");
  assertClean(seen);
  await context.close();
});

test("a sign-in that the person cancels at the provider is told as text and can be tried again", async () => {
  const { context, page, seen } = await visit(browser, site);
  await page.goto(`${site.origin}/login`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("The sign-in was cancelled or refused.").waitFor();
  await page.getByText("access_denied").first().waitFor();
  await assertNothingKept(page, seen);
  await page.getByRole("link", { name: "Start over" }).click();
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  assertClean(seen, { console: (text) => text.includes("authorization_denied") || text.includes("the provider refused") });
  await context.close();
});

test("the provider's own words are shown as text, never as elements", async () => {
  const { context, page, seen } = await visit(browser, site);
  const said = "<img src=x onerror=alert(1)> you may not";
  // The provider's answer, with markup where its words belong.
  await context.route(`${site.issuer}/auth?**`, (route) => {
    const state = new URL(route.request().url()).searchParams.get("state");
    const answer = new URLSearchParams({ error: "access_denied", error_description: said, state, iss: site.issuer });
    const target = JSON.stringify(`${site.origin}/callback?${answer}`);
    return route.fulfill({ contentType: "text/html", body: `<script>location.replace(${target})</script>` });
  });
  await page.goto(`${site.origin}/login`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText(said).waitFor();
  assert.equal(await page.locator("img").count(), 0);
  await assertNothingKept(page, seen);
  assert.deepEqual(seen.errors, []);
  await context.close();
});

for (const returnTo of ["//evil.example/", "https://evil.example/", "/\\evil.example"]) {
  test(`an address that leads elsewhere is no way out: /login?returnTo=${returnTo}`, async () => {
    const { context, page, seen } = await visit(browser, site);
    await signIn(page, site, "bob", { path: `/login?returnTo=${encodeURIComponent(returnTo)}` });
    await page.waitForURL(`${site.origin}/projects`);
    assertClean(seen);
    await context.close();
  });
}

test("what is deployed holds nothing of the devtools", () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const texts = files.map((file) => [file.name, readFileSync(path.join(file.parentPath, file.name), "utf8")]);
  assert.ok(texts.some(([, text]) => text.includes("Alder & Finch Landscapes")));
  for (const words of ["claimgate-devtools", "claimgate devtools", "Viewing as", "adoptedStyleSheets"]) {
    assert.deepEqual(
      texts.filter(([, text]) => text.includes(words)).map(([name]) => name),
      [],
      words,
    );
  }
});

/** As a typed address: a full load, which finds the session again by one silent round trip. */
async function open(page, path) {
  await page.goto(site.origin + path);
  await page.getByRole("link", { name: "Your profile" }).waitFor();
  await page.getByRole("status").filter({ hasText: "…" }).waitFor({ state: "detached" });
}

async function assertControls(page, { present = [], absent = [], disabled = {} }) {
  const control = (name) => page.getByRole("button", { name }).or(page.getByRole("link", { name }));
  for (const name of present) {
    await control(name).first().waitFor();
    assert.ok(await control(name).first().isEnabled(), `${name} is enabled`);
  }
  for (const name of absent) assert.equal(await control(name).count(), 0, `${name} is absent`);
  for (const [name, words] of Object.entries(disabled)) {
    const button = page.getByRole("button", { name: new RegExp(`^${name}$`) }).first();
    await button.waitFor();
    assert.ok(await button.isDisabled(), `${name} is disabled`);
    const hint = await button.getAttribute("aria-describedby");
    assert.equal(await page.locator(`[id="${hint}"]`).innerText(), words);
  }
}

async function assertStranger(page, name) {
  const text = await page.locator("body").innerText();
  assert.ok(!text.includes(site.accounts[name].claims.name), "the name is gone");
  assert.equal(await page.getByRole("navigation", { name: "Main" }).getByRole("link").count(), 0);
}

function askApi(token, method, path) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  return fetch(`${site.apiOrigin}/api${path}`, { method, headers, ...(method !== "GET" && { body: "{}" }) });
}

const countAuthorizations = (seen) => seen.requests.filter(({ url }) => new URL(url).pathname === "/auth").length;
