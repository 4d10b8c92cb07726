// Builds an example as its user would: a copy outside of the repository's own source, with the tarball installed.
import { cpSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "vite";
import { at, must, tool } from "../../../www/scripts/run.mjs";
import { link } from "../../package/support/packed.mjs";

const TOOLS = ["vite", "@vitejs/plugin-react", "@types/react", "@types/react-dom"];

/** For {@link startSite}: what serves the example `name`. */
export const buildExample =
  (name) =>
  async ({ issuer, packed }) => {
    const project = path.join(packed, `example-${name}`);
    rmSync(project, { recursive: true, force: true });
    cpSync(at("www/examples", name), project, { recursive: true });
    link(packed, TOOLS);
    const define = { "import.meta.env.VITE_ISSUER": JSON.stringify(issuer) };
    const compiled = must("compiling the example", process.execPath, [tool("typescript/bin/tsc"), "--noEmit", "-p", project]);
    await Promise.all([compiled, build({ root: project, define, logLevel: "error", clearScreen: false })]);
    return path.join(project, "dist");
  };
