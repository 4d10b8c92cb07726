// The page of the app, served with its case written into it, and a few tabs that take one case after the other.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { launchChromium } from "../../../www/scripts/chromium.mjs";
import { buildPage } from "../../browser/support/harness.mjs";
import { installed } from "../../package/support/packed.mjs";

const PATIENCE = 20_000;
const SOURCES = ["tests/hostile/page/index.html", "tests/hostile/page/page.js", "tests/hostile/page/acts.js"];

export async function startApp() {
  const folder = await buildPage(await installed(), "hostile", SOURCES);
  const page = readFileSync(path.join(folder, "index.html"), "utf8");
  const scripts = new Map();
  const cases = new Map();
  const server = createServer({ maxHeaderSize: 256 * 1024 }, (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname.startsWith("/assets/")) {
      if (!scripts.has(pathname)) scripts.set(pathname, readFileSync(path.join(folder, path.normalize(pathname))));
      response.writeHead(200, { "content-type": "text/javascript", "cache-control": "max-age=3600, immutable" });
      return response.end(scripts.get(pathname));
    }
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
    response.end(page.replace("<script", () => `${written(cases.get(pathname.split("/")[1]), pathname)}<script`));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://localhost:${server.address().port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin, show: (name, given) => cases.set(name, given), close };
}

/** `late` are seconds by which the clock is ahead when the person comes back. */
function written({ late = 0, ...run } = {}, pathname) {
  const clock = late && pathname.endsWith("/callback") ? `const now = Date.now; Date.now = () => now() + ${late * 1000};` : "";
  return `<script id="run">${clock}window.run = ${JSON.stringify(run).replaceAll("<", "\\u003c")}</script>`;
}

/** `take(given)` begins a case in a tab that is free and gives what the page told, and what the tab said and threw meanwhile. */
export async function openTabs(count, origin) {
  const browser = await launchChromium();
  const context = await browser.newContext();
  const waiting = new Map();
  await context.exposeBinding("report", ({ page }, report) => waiting.get(page)?.(report));
  const free = await Promise.all(Array.from({ length: count }, () => openTab(context)));
  const queue = [];
  const take = async (given) => {
    const tab = free.pop() ?? (await new Promise((resolve) => queue.push(resolve)));
    try {
      return await runIn(tab, given, { origin, waiting });
    } finally {
      const next = queue.shift();
      if (next) next(tab);
      else free.push(tab);
    }
  };
  return { take, close: () => browser.close() };
}

async function runIn(tab, given, { origin, waiting }) {
  const { page } = tab;
  if (!tab.told) await page.goto(`${origin}/idle`);
  Object.assign(tab, { told: false, console: [], errors: [] });
  let clock;
  const told = new Promise((resolve, reject) => {
    waiting.set(page, resolve);
    clock = setTimeout(() => reject(new Error(`the page told nothing; it is at ${page.url()}`)), PATIENCE);
  });
  try {
    await page.evaluate((run) => void window.begin(run), given);
    const report = await told;
    // A clock that was set would stay so for the next one.
    tab.told = !given.late;
    return { report, console: tab.console, errors: tab.errors };
  } finally {
    clearTimeout(clock);
    waiting.delete(page);
  }
}

async function openTab(context) {
  const page = await context.newPage();
  const tab = { page, told: false, console: [], errors: [] };
  page.on("console", (message) => tab.console.push({ type: message.type(), text: message.text() }));
  page.on("pageerror", (error) => tab.errors.push(error.message));
  page.on("download", (download) => tab.errors.push(`a download: ${download.suggestedFilename()}`));
  page.on("popup", (popup) => {
    tab.errors.push("another window");
    popup.close();
  });
  page.on("dialog", (dialog) => {
    tab.errors.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  return tab;
}
