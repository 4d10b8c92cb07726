// The example for Next.js with a real provider: what the page shows, and what the server gives to whom.
import { cpSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { startIdp } from "../../www/idp/index.js";
import { at } from "../../www/scripts/run.mjs";
import { assertClean, watch } from "../browser/support/watch.mjs";
import { buildNext, freePort, startNext } from "./next.mjs";

export const EXPECTED_OF_EXAMPLE = {
  html: { invoices: 200, names: false },
  anonymous: 401,
  idToken: 401,
  bob: ["Harbour wall: 1200", "North bridge: 800", "Asked for by bob"],
  dave: { heading: "Not for you", api: 403 },
};

export async function nextExample({ project, browser }) {
  const root = path.join(project, "next-example");
  rmSync(root, { recursive: true, force: true });
  cpSync(at("www/examples/next"), root, { recursive: true });
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const claimgate = await import(pathToFileURL(path.join(project, "node_modules/claimgate/dist/server/index.js")).href);
  const idp = await startIdp({ port: 0, spaOrigins: [origin], claimgate });
  try {
    await buildNext(project, root, { NEXT_PUBLIC_ISSUER: idp.issuer });
    const next = await startNext(project, root, { port });
    try {
      return await tried({ origin, issuer: idp.issuer, browser });
    } finally {
      await next.close();
    }
  } finally {
    await idp.close();
  }
}

async function tried({ origin, issuer, browser }) {
  const page = await fetch(`${origin}/invoices`);
  const html = { invoices: page.status, names: /Harbour wall/.test(await page.text()) };
  const anonymous = (await fetch(`${origin}/api/invoices`)).status;
  const bob = await as("bob", { origin, issuer, browser }, async (open, seen) => {
    await open.getByRole("listitem").first().waitFor();
    return { lines: await open.getByRole("listitem").allTextContents(), idToken: await ask(origin, seen.tokens.id_token) };
  });
  const dave = await as("dave", { origin, issuer, browser }, async (open, seen) => {
    // The callback's page has the link too, but goes on by itself.
    await open.getByRole("heading", { name: "Welcome" }).waitFor();
    await open.getByRole("link", { name: "Invoices" }).click();
    await open.getByRole("heading", { name: "Not for you" }).waitFor();
    return { heading: await open.getByRole("heading").textContent(), api: await ask(origin, seen.tokens.access_token) };
  });
  return { html, anonymous, idToken: bob.idToken, bob: bob.lines, dave };
}

const ask = async (origin, token) => (await fetch(`${origin}/api/invoices`, { headers: { authorization: `Bearer ${token}` } })).status;

async function as(name, { origin, issuer, browser }, look) {
  const context = await browser.newContext();
  const seen = await watch(context, { origin, issuer });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${origin}/invoices`);
  await page.getByRole("button", { name: `Continue as ${name}` }).click();
  try {
    const result = await look(page, seen);
    assertClean(seen);
    return result;
  } catch (error) {
    throw new Error(`${error.message}\n${name} at ${page.url()}: ${await page.locator("body").innerText()}`, { cause: error });
  } finally {
    await context.close();
  }
}
