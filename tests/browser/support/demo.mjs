// Builds the demo as a user of the package would: a copy outside of the repository's own source, with the tarball installed.
import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "vite";
import { at } from "../../../www/scripts/run.mjs";
import { link } from "../../package/support/packed.mjs";

/** With `development` as a developer sees it: the devtools are in it. */
export async function buildDemo({ issuer, apiOrigin, packed }, { development = false } = {}) {
  const project = path.join(packed, development ? "demo-development" : "demo");
  const outDir = path.join(project, "dist");
  rmSync(project, { recursive: true, force: true });
  mkdirSync(project);
  for (const name of readdirSync(at("www/demo")).filter((name) => !["node_modules", "dist"].includes(name))) {
    cpSync(at("www/demo", name), path.join(project, name), { recursive: true });
  }
  link(packed, ["react", "react-dom", "react-router", "vite", "@vitejs/plugin-react"]);
  // Vite reads the mode of React and of `import.meta.env.DEV` there.
  Object.assign(process.env, { NODE_ENV: development ? "development" : "production", VITE_ISSUER: issuer, VITE_API: apiOrigin });
  delete process.env.CLAIMGATE_DIST;
  await build({ root: project, logLevel: "warn", clearScreen: false, build: { outDir, emptyOutDir: true } });
  return outDir;
}
