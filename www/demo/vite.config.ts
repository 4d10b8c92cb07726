import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root: here,
  plugins: [react()],
  resolve: { alias: claimgateAlias(), dedupe: ["react", "react-dom", "react-router"] },
  // the inlined WebAssembly is large as text and small on the wire
  build: { outDir: resolve(here, "dist"), emptyOutDir: true, chunkSizeWarningLimit: 2000 },
});

// An installed package wins, so that a copy of the demo tests what users install; inside the repository it is dist/.
function claimgateAlias() {
  if (!process.env.CLAIMGATE_DIST && isInstalled()) return [];
  const dist = resolve(here, process.env.CLAIMGATE_DIST || "../../dist");
  return [
    { find: /^claimgate$/, replacement: `${dist}/index.js` },
    { find: /^claimgate\/(react|react-router|devtools)$/, replacement: `${dist}/$1/index.js` },
  ];
}

function isInstalled() {
  const folders = createRequire(import.meta.url).resolve.paths("claimgate") ?? [];
  return folders.some((folder) => existsSync(resolve(folder, "claimgate/package.json")));
}
