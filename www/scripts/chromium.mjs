// One Chromium for every browser test and picture: a fresh profile each time, and nothing that calls home.
import { chromium } from "playwright-core";
import { Fault } from "./run.mjs";
import { chromiumPath } from "./setup.mjs";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A headless Playwright `Browser`. Playwright gives each launch its own empty user-data-dir and removes it at `close()`. */
export async function launchChromium({ args = [], ...options } = {}) {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Fault("Chromium is missing: node www/scripts/setup.mjs --browser");
  return chromium.launch({ executablePath, headless: true, args: [...ARGS, ...args], ...options });
}
