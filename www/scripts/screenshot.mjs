// Takes the pictures that people look at: those of the README, or the demo's main pages, the pages of those who are not let in, the matrix and
// the devtools, in light, dark and narrow.
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { at, endOnSignals, Fault, main, must } from "./run.mjs";
import { setUp } from "./setup.mjs";

const README_PICTURE = "www/demo/screenshot.png";
const README_MATRIX = "www/demo/matrix.png";
const README_DEVTOOLS = "www/demo/devtools.png";
const README_LIMIT = 200_000;
const PEOPLE = ["alice", "bob"];
const LOOKS = [
  { name: "light", colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  { name: "narrow", colorScheme: "light", viewport: { width: 390, height: 844 } },
];

async function screenshot(args) {
  const [target] = args;
  if (!target || target === "--help") throw new Fault("npm run screenshot -- FOLDER | --readme");
  await setUp({ browser: true });
  const { build } = await import("./build-lib.mjs");
  await build();
  const { launchChromium } = await import("./chromium.mjs");
  const browser = await launchChromium();
  const folder = path.resolve(target);
  try {
    await withSite({}, (site) => (target === "--readme" ? readmePicture(browser, site) : allPictures(browser, site, folder)));
    await withSite({ devtools: true }, (site) => (target === "--readme" ? readmeDevtools(browser, site) : allTabs(browser, site, folder)));
  } finally {
    await browser.close();
  }
}

async function withSite(options, take) {
  const { serve } = await import("./serve.mjs");
  const site = await serve(options);
  endOnSignals(130, site.close);
  await take(site).finally(() => site.close());
}

async function readmePicture(browser, site) {
  const look = { colorScheme: "light", viewport: { width: 1200, height: 750 } };
  await visit(browser, site, "alice", look, (page) => shoot(page, at(README_PICTURE)));
  await matrixPicture(browser, { colorScheme: "light", viewport: { width: 1200, height: 900 } }, at(README_MATRIX));
  for (const picture of [README_PICTURE, README_MATRIX]) limit(picture);
}

async function readmeDevtools(browser, site) {
  const look = { colorScheme: "dark", viewport: { width: 1280, height: 760 } };
  await visit(browser, site, "alice", look, async (page) => {
    await openTab(page, "Access");
    await page.getByRole("button", { name: /^projects:read/ }).click();
    await page.mouse.move(0, 0);
    await shoot(page, at(README_DEVTOOLS));
  });
  limit(README_DEVTOOLS);
}

function limit(picture) {
  const { size } = statSync(at(picture));
  if (size > README_LIMIT) throw new Fault(`${picture} has ${size} bytes, more than ${README_LIMIT}`);
}

async function allPictures(browser, site, folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of PEOPLE) {
    for (const look of LOOKS) await visit(browser, site, name, look, (page) => shoot(page, path.join(folder, `${name}-${look.name}.png`)));
  }
  for (const look of LOOKS) await matrixPicture(browser, look, path.join(folder, `matrix-${look.name}.png`));
  for (const look of LOOKS) {
    for (const [name, reach] of Object.entries(REFUSALS)) {
      const take = (page) => shoot(page, path.join(folder, `${name}-${look.name}.png`));
      await inContext(browser, look, (page) => reach(page, site).then(() => take(page)));
    }
  }
}

// Ways to a page that nobody asks for.
const REFUSALS = {
  "sign-in": (page, { origin }) => page.goto(`${origin}/projects/42`).then(() => page.getByRole("heading", { name: "Sign in" }).waitFor()),
  provider: async (page, site) => {
    await toProvider(page, site);
    await page.getByLabel("Password").waitFor();
  },
  cancelled: async (page, site) => {
    await toProvider(page, site);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("alert").waitFor();
  },
  unreachable: async (page, site) => {
    await page.route(`${site.issuer}/**`, (route) => route.abort());
    await page.goto(`${site.origin}/login`);
    await page.getByRole("button", { name: /^sign in/i }).click();
    await page.getByRole("alert").waitFor();
  },
  forbidden: async (page, site) => {
    const { signIn } = await import("./sign-in.mjs");
    await signIn(page, site, "bob");
    await page.goto(`${site.origin}/admin`);
    await page.getByRole("heading", { name: "Not allowed" }).waitFor();
  },
  suspended: async (page, site) => {
    const { signIn } = await import("./sign-in.mjs");
    await signIn(page, site, "erin");
  },
  "not-found": async (page, site) => {
    const { signIn } = await import("./sign-in.mjs");
    await signIn(page, site, "alice");
    await page.goto(`${site.origin}/nowhere`);
    await page.getByRole("heading", { name: "Page not found" }).waitFor();
  },
};

async function toProvider(page, { origin, issuer }) {
  await page.goto(`${origin}/login`);
  await page.getByRole("button", { name: /^sign in/i }).click();
  await page.waitForURL((url) => url.origin === issuer);
}

async function allTabs(browser, site, folder) {
  for (const look of LOOKS) {
    await visit(browser, site, "alice", look, async (page) => {
      const take = (name) => shoot(page, path.join(folder, `devtools-${look.name}-${name}.png`));
      for (const [name, prepare] of Object.entries(TABS)) {
        await openTab(page, name);
        await prepare(page);
        await take(name.replace(" ", "-").toLowerCase());
      }
      await page.getByRole("button", { name: "Close the devtools" }).click();
      await take("closed");
    });
  }
}

const nothing = async () => {};

// Where a tab says more once it was asked, the picture shows that.
const TABS = {
  Session: nothing,
  Claims: nothing,
  Access: (page) => page.getByRole("button", { name: /^editor/ }).click(),
  Ask: async (page) => {
    await page.getByLabel("Permission or path").fill("admin:billing:manage");
    await page.getByRole("button", { name: "Explain" }).click();
  },
  Checks: (page) => page.getByText("lifts_rules").waitFor(),
  Events: nothing,
  "View as": async (page) => {
    await page.getByRole("checkbox", { name: /^Administrators/ }).uncheck();
    await page.getByRole("checkbox", { name: /^Bookkeeping/ }).check();
    await page.getByRole("checkbox", { name: /^Show this page/ }).check();
    await page.waitForLoadState("networkidle");
  },
};

async function openTab(page, name) {
  const launcher = page.getByRole("button", { name: /Open the claimgate devtools/ });
  const tab = page.getByRole("tab", { name });
  await launcher.or(tab).first().waitFor();
  if (await launcher.isVisible()) await launcher.click();
  await tab.click();
}

/** Of the demo's map, with the reason behind one answer. */
async function matrixPicture(browser, look, file) {
  const scratch = mkdtempSync(path.join(tmpdir(), "claimgate-matrix-"));
  try {
    const html = path.join(scratch, "matrix.html");
    await must("claimgate matrix", process.execPath, [at("dist/cli/main.js"), "matrix", at("www/demo/src/role-map.json"), "--html", html]);
    await inContext(browser, look, async (page) => {
      await page.goto(pathToFileURL(html).href);
      await page.getByRole("button", { name: "editor, projects:write: may", exact: true }).click();
      await page.mouse.move(0, 0);
      await shoot(page, file);
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function visit(browser, site, name, size, look) {
  const { signIn } = await import("./sign-in.mjs");
  await inContext(browser, size, async (page) => {
    await signIn(page, site, name);
    // Lists come from the API after landing.
    await page.waitForLoadState("networkidle");
    await look(page);
  });
}

async function inContext(browser, { colorScheme, viewport }, body) {
  const context = await browser.newContext({ colorScheme, viewport, reducedMotion: "reduce" });
  try {
    await body(await context.newPage());
  } finally {
    await context.close();
  }
}

async function shoot(page, file) {
  await page.screenshot({ path: file });
  console.log(file);
}

main(import.meta.url, screenshot);
