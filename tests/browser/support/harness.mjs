// The harness page, built like an app with the installed tarball, and the shortest way through a sign-in on it.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "vite";
import { at } from "../../../www/scripts/run.mjs";
import { assertNothingKept, watch } from "./watch.mjs";

const VECTORS = "tests/package/support/vectors.mjs";
const STEP = 15_000;
// What may stay: a mark of a taken state and the count of tries, none with a secret (API.md, "Tabs and time").
const KEPT = /^claimgate:[\w-]{16}:(used:[\w-]{16}|tries)$/;

export const roleMap = {
  version: 1,
  permissions: { "projects:read": "", "projects:write": "", "admin:users:manage": "" },
  roles: { viewer: { allow: ["projects:read"] }, admin: { inherits: ["viewer"], allow: ["projects:write", "admin:users:manage"] } },
  groups: [
    { match: "Administrators", roles: ["admin"] },
    { match: "$authenticated", roles: ["viewer"] },
  ],
  claims: { client: { groups: { sources: [{ token: "id", path: ["groups"] }] } } },
  routes: {
    default: "authenticated",
    rules: [
      { path: "/start", public: true },
      { path: "/admin", all: ["admin:users:manage"] },
    ],
  },
};

/** Knows nothing of its site, so one build serves every test file. */
export function buildHarness({ packed }) {
  const sources = [...readdirSync(at("tests/browser/harness")).map((name) => `tests/browser/harness/${name}`), VECTORS];
  return buildPage(packed, "harness", sources);
}

/** Builds a page from these files, with the package that is installed in `packed`; made once for what they hold. */
export async function buildPage(packed, name, sources) {
  const hash = createHash("sha256");
  for (const file of sources) hash.update(readFileSync(at(file)));
  const project = path.join(packed, `${name}-${hash.digest("hex").slice(0, 8)}`);
  const outDir = path.join(project, "dist");
  if (existsSync(outDir)) return outDir;
  const making = mkdtempSync(path.join(packed, "making-"));
  for (const file of sources) cpSync(at(file), path.join(making, path.basename(file)));
  await build({ root: making, configFile: false, logLevel: "error", clearScreen: false });
  rmSync(project, { recursive: true, force: true });
  renameSync(making, project);
  return outDir;
}

export const configFor = ({ issuer, apiOrigin }, more = {}) => ({
  issuer,
  clientId: "demo",
  roleMap,
  scope: "openid profile email groups",
  resource: `${issuer}/api`,
  apiOrigins: [apiOrigin],
  ...more,
});

/** A fresh profile, signed in at the provider already if `storageState` says so. */
export async function openHarness(browser, site, { config = {}, harness = {}, hooks = {}, storageState, init } = {}) {
  const context = await browser.newContext(storageState ? { storageState } : {});
  const seen = await watch(context, site, hooks);
  await context.addInitScript(
    (given) => {
      window.harness = given;
    },
    { config: configFor(site, config), ...harness },
  );
  if (init) await context.addInitScript(init);
  const page = await context.newPage();
  page.setDefaultTimeout(STEP);
  return { context, page, seen };
}

export async function load(page, address) {
  await page.goto(address);
  await page.locator("body[data-started]").waitFor();
}

/** Leaves for the provider. Nothing to wait for here: `signIn` does not resolve. */
export const leave = (page, options = {}) => page.evaluate((given) => void window.gate.signIn(given).catch(() => {}), options);

/** Signs in where the provider knows the person, or with the button of the account `name`; ends when the callback has been judged. */
export async function signInHere(page, site, { name, options } = {}) {
  await load(page, `${site.origin}/start`);
  const back = page.waitForURL((url) => url.origin === site.origin && url.pathname === "/callback");
  await leave(page, options);
  if (name) await page.getByRole("button", { name: `Continue as ${name}` }).click();
  await back;
  await page.locator("body[data-started]").waitFor();
  return page.evaluate(() => window.snapshot());
}

/** The cookies of a person who is signed in at the provider. */
export async function personAtProvider(browser, site, name) {
  const { context, page } = await openHarness(browser, site);
  await signInHere(page, site, { name });
  const { cookies } = await context.storageState();
  await context.close();
  return { cookies, origins: [] };
}

/** Of an attempt that failed nothing stays: not in the address, the document or any store. */
export async function assertNothingOfAttempt(page, seen) {
  const kept = await assertNothingKept(page, seen);
  const strange = JSON.parse(kept.session).filter(([key]) => !KEPT.test(key));
  if (strange.length) throw new Error(`kept in sessionStorage: ${strange.map(([key]) => key)}`);
  const { searchParams, hash } = new URL(kept.address);
  const left = ["code", "state", "error", "error_description", "iss"].filter((name) => searchParams.has(name));
  if (left.length || hash) throw new Error(`left in the address: ${left} ${hash}`);
}
