// Starts the embedded provider and the built demo together: what `npm start`, its check and the screenshots share.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { build, preview } from "vite";
import { startIdp } from "../idp/index.js";
import { choosePort } from "./ports.mjs";
import { at, Fault } from "./run.mjs";

/** `{ origin, issuer, apiOrigin, accounts, close() }`. With `devtools` the demo is built for development, where it has the panel. */
export async function serve({ devtools = false } = {}) {
  const port = await choosePort("PORT", 5173);
  const idpPort = await choosePort("IDP_PORT", 9101, [port]);
  const origin = `http://localhost:${port}`;
  const idp = await listening("IDP_PORT", idpPort, () => startIdp({ port: idpPort, spaOrigins: [origin] }));
  try {
    const demo = await listening("PORT", port, () => serveDemo(port, idp, devtools));
    const close = async () => {
      await Promise.allSettled([demo.close(), idp.close()]);
    };
    return { origin, issuer: idp.issuer, apiOrigin: idp.apiOrigin, accounts: idp.accounts, close };
  } catch (error) {
    await idp.close();
    throw error;
  }
}

// Built, not Vite's dev server: what runs is what a user would deploy, and no first visit waits for a dependency scan.
async function serveDemo(port, idp, devtools) {
  // Vite takes it for the mode of React and of `import.meta.env.DEV`.
  const NODE_ENV = devtools ? "development" : "production";
  Object.assign(process.env, { NODE_ENV, VITE_ISSUER: idp.issuer, VITE_API: idp.apiOrigin, CLAIMGATE_DIST: at("dist") });
  mkdirSync(at(".cache"), { recursive: true });
  // A folder of its own: the issuer is compiled in, and two starts must not share a build.
  const outDir = mkdtempSync(at(".cache/demo-"));
  const project = { root: at("www/demo"), logLevel: "warn", clearScreen: false };
  try {
    await build({ ...project, build: { outDir, emptyOutDir: true } });
    const server = await preview({ ...project, build: { outDir }, preview: { port, host: "127.0.0.1", strictPort: true, open: false } });
    return { close: () => server.close().finally(() => discard(outDir)) };
  } catch (error) {
    discard(outDir);
    throw error;
  }
}

function discard(folder) {
  if (path.dirname(folder) === at(".cache")) rmSync(folder, { recursive: true, force: true });
}

async function listening(variable, port, start) {
  try {
    return await start();
  } catch (error) {
    // Somebody was faster than us between choosing and listening.
    if (error.code !== "EADDRINUSE" && !/already in use/.test(error.message)) throw error;
    throw new Fault(`port ${port} is busy: set ${variable} to another number`);
  }
}
