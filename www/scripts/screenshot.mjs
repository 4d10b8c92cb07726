// Takes the pictures that people look at: the README's one, or the demo's main pages in light, dark and narrow for reviewing.
import { mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { at, endOnSignals, Fault, main } from "./run.mjs";
import { setUp } from "./setup.mjs";

const README_PICTURE = "www/demo/screenshot.png";
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
  const { serve } = await import("./serve.mjs");
  const { launchChromium } = await import("./chromium.mjs");
  const site = await serve();
  endOnSignals(130, site.close);
  const browser = await launchChromium();
  try {
    if (target === "--readme") await readmePicture(browser, site);
    else await allPictures(browser, site, path.resolve(target));
  } finally {
    await browser.close();
    await site.close();
  }
}

async function readmePicture(browser, site) {
  await picture(browser, site, "alice", { colorScheme: "light", viewport: { width: 1200, height: 750 } }, at(README_PICTURE));
  const { size } = statSync(at(README_PICTURE));
  if (size > README_LIMIT) throw new Fault(`${README_PICTURE} has ${size} bytes, more than ${README_LIMIT}`);
}

async function allPictures(browser, site, folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of PEOPLE) {
    for (const look of LOOKS) await picture(browser, site, name, look, path.join(folder, `${name}-${look.name}.png`));
  }
}

async function picture(browser, site, name, { colorScheme, viewport }, file) {
  const { signIn } = await import("./sign-in.mjs");
  const context = await browser.newContext({ colorScheme, viewport, reducedMotion: "reduce" });
  try {
    const page = await context.newPage();
    await signIn(page, site, name);
    // Lists come from the API after landing.
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: file });
    console.log(file);
  } finally {
    await context.close();
  }
}

main(import.meta.url, screenshot);
