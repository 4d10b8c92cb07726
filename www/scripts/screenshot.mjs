// Takes the pictures that people look at: the README's, or the demo's main pages and the matrix in light, dark and narrow for reviewing.
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { at, endOnSignals, Fault, main, must } from "./run.mjs";
import { setUp } from "./setup.mjs";

const README_PICTURE = "www/demo/screenshot.png";
const MATRIX_PICTURE = "www/demo/matrix.png";
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
  await matrixPicture(browser, { colorScheme: "light", viewport: { width: 1200, height: 900 } }, at(MATRIX_PICTURE));
  for (const file of [README_PICTURE, MATRIX_PICTURE]) {
    const { size } = statSync(at(file));
    if (size > README_LIMIT) throw new Fault(`${file} has ${size} bytes, more than ${README_LIMIT}`);
  }
}

async function allPictures(browser, site, folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of PEOPLE) {
    for (const look of LOOKS) await picture(browser, site, name, look, path.join(folder, `${name}-${look.name}.png`));
  }
  for (const look of LOOKS) await matrixPicture(browser, look, path.join(folder, `matrix-${look.name}.png`));
}

/** Of the demo's map, with the reason behind one answer. */
async function matrixPicture(browser, { colorScheme, viewport }, file) {
  const scratch = mkdtempSync(path.join(tmpdir(), "claimgate-matrix-"));
  const context = await browser.newContext({ colorScheme, viewport, reducedMotion: "reduce" });
  try {
    const html = path.join(scratch, "matrix.html");
    await must("claimgate matrix", process.execPath, [at("dist/cli/main.js"), "matrix", at("www/demo/src/role-map.json"), "--html", html]);
    const page = await context.newPage();
    await page.goto(pathToFileURL(html).href);
    await page.getByRole("button", { name: "editor, projects:write: may", exact: true }).click();
    await page.mouse.move(0, 0);
    await page.screenshot({ path: file });
    console.log(file);
  } finally {
    await context.close();
    rmSync(scratch, { recursive: true, force: true });
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
