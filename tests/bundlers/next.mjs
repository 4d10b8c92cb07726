// Next.js, which renders a page on its server first: importing the package there must not crash.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { must } from "../../www/scripts/run.mjs";

let built;

/** `ask(address, browser)` reads what the page says. Both pages are built at once, for all three columns. */
export const nextCell =
  (ask) =>
  async ({ project, entry, browser }) => {
    const root = path.join(project, "next");
    built ??= write(project, root).then(() => buildNext(project, root));
    await built;
    const { origin, close } = await startNext(project, root);
    try {
      return await ask(`${origin}/${entry}`, browser);
    } finally {
      await close();
    }
  };

export function buildNext(project, root, env = {}) {
  return must("next build", process.execPath, [program(project), "build", root], {
    env: { NEXT_TELEMETRY_DISABLED: "1", ...env },
    timeout: 300,
  });
}

/** `{ origin, close }` */
export async function startNext(project, root, { port, env = {} } = {}) {
  const chosen = port ?? (await freePort());
  const child = spawn(process.execPath, [program(project), "start", root, "-p", String(chosen)], {
    stdio: "ignore",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const close = () => {
    child.kill();
    return gone;
  };
  const origin = `http://localhost:${chosen}`;
  await answering(origin, gone).catch(async (error) => {
    await close();
    throw error;
  });
  return { origin, close };
}

const program = (project) => path.join(project, "node_modules/next/dist/bin/next");

async function write(project, root) {
  rmSync(root, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files(project))) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
}

// The root is named since Next.js guesses it from lock files, of which this folder is below one and has none.
const files = (project) => ({
  "package.json": JSON.stringify({ name: "next-app", private: true, type: "module" }),
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(project)} } };\n`,
  "app/layout.jsx": `export const metadata = { icons: "data:," };
export default ({ children }) => <html lang="en"><body>{children}</body></html>;
`,
  "app/full/page.jsx": page("claimgate", "{}"),
  "app/slim/page.jsx": page("claimgate/slim", '{ wasm: new URL("claimgate/claimgate.wasm", import.meta.url) }'),
});

const page = (from, more) => `"use client";
import { createGate, loadPolicy } from "${from}";
import { GateProvider, SignedIn } from "claimgate/react";
import { useEffect } from "react";
import { ask } from "../../../app/ask.js";
const more = ${more};
const gate = createGate({ issuer: "https://idp.example", clientId: "app", roleMap: { version: 1 }, ...more });
export default function Page() {
  useEffect(() => {
    const show = (result) => { document.body.dataset.result = JSON.stringify(result); };
    ask({ createGate, loadPolicy }, more).then(show, (error) => show(String(error)));
  }, []);
  return <GateProvider gate={gate}><SignedIn>in</SignedIn></GateProvider>;
}
`;

/** The port is free when this ends; nobody else is told of it. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answering(origin, gone) {
  let ended = false;
  gone.then(() => {
    ended = true;
  });
  const end = Date.now() + 30_000;
  while (Date.now() < end && !ended) {
    const answer = await fetch(origin).catch(() => null);
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`next start does not answer at ${origin}`);
}
