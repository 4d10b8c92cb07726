// The manual's example for Playwright, as it stands there, on an app that is built as it says.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { writeManual } from "../package/support/manual.mjs";

const HTML = '<!doctype html><div id="root"></div><script type="module" src="/main.tsx"></script>';
const MAIN = `import { GateProvider } from "claimgate/react";
import { createRoot } from "react-dom/client";
import { gate } from "./gate";
import { Projects } from "./projects";
createRoot(document.getElementById("root")!).render(<GateProvider gate={gate}><Projects /></GateProvider>);`;
// Only the core of Playwright is installed here.
const PLAYWRIGHT = `export const tests = [];
export const test = (name, body) => tests.push([name, body]);
export const expect = (locator) => ({ toBeVisible: () => locator.waitFor(), toBeHidden: () => locator.waitFor({ state: "hidden" }) });`;

let folder;
let browser;
let server;
before(async () => {
  ({ folder } = await writeManual("manual-e2e", ["testing.md"]));
  for (const [file, text] of Object.entries({ "index.html": HTML, "main.tsx": MAIN, "playwright.js": PLAYWRIGHT })) {
    writeFileSync(path.join(folder, file), text);
  }
  await build({ root: folder, mode: "e2e", logLevel: "error" });
  const alias = { "@playwright/test": path.join(folder, "playwright.js") };
  const spec = { ssr: "projects.spec.ts", outDir: "spec", rolldownOptions: { external: [alias["@playwright/test"]] } };
  await build({ root: folder, configFile: false, logLevel: "error", resolve: { alias }, build: spec });
  server = createServer(({ url }, response) => {
    const isScript = url.endsWith(".js");
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" });
    response.end(readFileSync(path.join(folder, "dist", isScript ? path.normalize(url) : "index.html")));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

test("the example for Playwright passes", async () => {
  await import(pathToFileURL(path.join(folder, "spec/projects.spec.js")).href);
  const { tests } = await import(pathToFileURL(path.join(folder, "playwright.js")).href);
  assert.equal(tests.length, 1);
  const context = await browser.newContext({ baseURL: `http://127.0.0.1:${server.address().port}` });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  for (const [, body] of tests) await body({ page });
  await context.close();
});
