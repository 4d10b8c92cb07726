// Builds the demo as a user of the package would: a copy outside of the repository's own source, with the tarball installed.
import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "vite";
import { at } from "../../../www/scripts/run.mjs";
import { link } from "../../package/support/packed.mjs";

export async function buildDemo({ issuer, apiOrigin, packed }) {
  const project = path.join(packed, "demo");
  const outDir = path.join(project, "dist");
  rmSync(project, { recursive: true, force: true });
  mkdirSync(project);
  for (const name of readdirSync(at("www/demo")).filter((name) => !["node_modules", "dist"].includes(name))) {
    cpSync(at("www/demo", name), path.join(project, name), { recursive: true });
  }
  link(packed, ["react", "react-dom", "react-router", "vite", "@vitejs/plugin-react"]);
  Object.assign(process.env, { VITE_ISSUER: issuer, VITE_API: apiOrigin });
  delete process.env.CLAIMGATE_DIST;
  await build({ root: project, logLevel: "warn", clearScreen: false, build: { outDir, emptyOutDir: true } });
  return outDir;
}
