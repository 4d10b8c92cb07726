// `npm run test:firefox`: the packed package in a Firefox as it is shipped, by the protocol that every Firefox speaks.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { launchFirefox } from "./firefox.mjs";
import { endOnSignals, Fault, main } from "./run.mjs";
import { onPath, setUp } from "./setup.mjs";

async function testFirefox() {
  const executable = firefoxPath();
  if (!executable) throw new Fault("Firefox is missing (or set FIREFOX to one): sudo apt-get install -y firefox-esr");
  endOnSignals(130);
  await setUp();
  const { build } = await import("./build-lib.mjs");
  await build();
  const { buildHarness, configFor } = await import("../../tests/browser/support/harness.mjs");
  const { startSite } = await import("../../tests/browser/support/site.mjs");
  let given;
  const html = (text) => text.replace("<script", `<script>window.harness = ${JSON.stringify(given)}</script><script`);
  const site = await startSite({ build: buildHarness, html });
  given = { config: configFor(site, { storage: "session" }) };
  const firefox = await launchFirefox(executable);
  console.log(`Firefox ${firefox.version}`);
  try {
    await session(firefox, site);
    await vectors(firefox);
  } finally {
    await firefox.close();
    await site.close();
  }
}

async function session(firefox, site) {
  const { run, until } = firefox;
  const status = () => run("return window.snapshot?.().status");
  const started = (address) => until(`return location.href === ${JSON.stringify(address)} && document.body?.hasAttribute("data-started")`);
  await firefox.open(`${site.origin}/start`);
  await started(`${site.origin}/start`);
  assert.equal(await status(), "signed-out");
  await run("window.gate.signIn().catch(() => {})");
  await until(`return [...document.querySelectorAll("button")].some((button) => button.textContent.trim() === "Continue as alice")`);
  await run(`[...document.querySelectorAll("button")].find((button) => button.textContent.trim() === "Continue as alice").click()`);
  await started(`${site.origin}/callback`);
  assert.equal(await status(), "signed-in");
  console.log("ok  signs in, and nothing of it stays in the address");

  const may = `return ["projects:read", "admin:users:manage", "nobody:knows"].map((name) => window.gate.can(name))`;
  assert.deepEqual(await run(may), [true, true, false]);
  assert.equal(await run("return window.gate.diagnostics().versions.runsAs"), "WebAssembly");
  const api = JSON.stringify(`${site.apiOrigin}/api/me`);
  assert.equal(await run(`return window.gate.fetch(${api}).then((answer) => answer.json()).then(({ sub }) => sub)`), "alice");
  console.log("ok  decides, and the API answers");

  assert.equal(await run("return window.gate.refresh().then(({ status }) => status)"), "signed-in");
  assert.deepEqual(await run("return window.events.map(({ type }) => type)"), ["signed-in", "renewed"]);
  console.log("ok  renews");

  await firefox.open(`${site.origin}/admin`);
  await started(`${site.origin}/admin`);
  assert.equal(await status(), "signed-in");
  console.log("ok  survives a full load");

  await run("window.gate.signOut().catch(() => {})");
  await started(`${site.origin}/`);
  assert.deepEqual([await status(), await run(may)], ["signed-out", [false, false, false]]);
  console.log("ok  signs out");
}

async function vectors(firefox) {
  const { vectorFiles } = await import("../../tests/package/support/vector-files.mjs");
  for (const [kind, folder] of [
    ["token", "token"],
    ["roleMap", "role_map"],
  ]) {
    const { ran, mismatches } = await firefox.run(
      "return window.vectors[arguments[0]](JSON.parse(arguments[1])).then(({ ran, mismatches }) => ({ ran, mismatches }))",
      kind,
      JSON.stringify(vectorFiles(folder)),
    );
    assert.deepEqual(mismatches, []);
    assert.ok(ran > 500, `only ${ran}`);
    console.log(`ok  ${ran} vectors of ${folder} end as they say`);
  }
}

function firefoxPath() {
  if (process.env.FIREFOX) return existsSync(process.env.FIREFOX) ? process.env.FIREFOX : undefined;
  return [...onPath(["firefox", "firefox-esr"]), "/Applications/Firefox.app/Contents/MacOS/firefox"].find(existsSync);
}

main(import.meta.url, testFirefox);
