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

// The last list counts, so Playwright's own (of 1.65) stands here too. Ours are the pages behind the address bar: Chromium opens two for
// each window, which nobody sees, and they cost more than the page that a test looks at.
const OFF = [
  ...["AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable"],
  ...["LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect"],
  ...["TcpPortRandomizationWin", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"],
  ...["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"],
];

/** A headless Playwright `Browser`. Playwright gives each launch its own empty user-data-dir and removes it at `close()`. */
export async function launchChromium({ args = [], ...options } = {}) {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Fault("Chromium is missing: node www/scripts/setup.mjs --browser");
  return chromium.launch({ executablePath, headless: true, args: [...ARGS, `--disable-features=${OFF}`, ...args], ...options });
}
