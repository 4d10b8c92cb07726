// Bundlers and the browser alone: each builds the app as its own first page of documentation says, and nothing more.
import assert from "node:assert/strict";
import { copyFileSync, cpSync, createReadStream, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { nextCell } from "./next.mjs";
import { EXPECTED_OF_EXAMPLE, nextExample } from "./next-example.mjs";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

// `slim` is an entry that names the module as this tool's users do; without it, the app serves the file itself.
export const pages = [
  { name: "Vite build", tool: "vite", page: true, slim: "slim-vite", result: built(viteBuild) },
  { name: "Vite dev", tool: "vite", page: true, slim: "slim-vite", result: viteDev },
  { name: "webpack", tool: "webpack", page: true, slim: "slim-webpack", result: built(webpackBuild) },
  { name: "Rollup", tool: "rollup", page: true, result: built(rollupBuild) },
  { name: "esbuild", tool: "esbuild", page: true, result: built(esbuildBuild) },
  { name: "esbuild, splitting", tool: "esbuild", page: true, result: built(esbuildSplitting) },
  { name: "import map, no bundler", page: true, result: importMap },
  { name: "Next.js", tool: "next", page: true, result: nextCell(resultOf) },
  {
    name: "Next.js example",
    tool: "next",
    columns: { inlined: { browser: "plain", expected: EXPECTED_OF_EXAMPLE } },
    result: nextExample,
  },
];

/** Imports what is installed in the project, not beside this file. */
const load = (project, name) => import(pathToFileURL(createRequire(`${project}/package.json`).resolve(name)).href);

function built(build) {
  return async ({ project, entry, browser }) => {
    const out = path.join(project, "built", `${build.name}-${entry}`);
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
    const script = await build({ project, source: path.join(project, "app", `${entry}.js`), out });
    const file = path.join(out, "index.html");
    if (script) writeFileSync(file, html(`<script type="module" src="/${script}"></script>`));
    copyFileSync(path.join(project, "node_modules/claimgate/dist/claimgate.wasm"), path.join(out, "claimgate.wasm"));
    return served(out, browser);
  };
}

const html = (scripts) => `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>app</title><body>${scripts}</body></html>`;

async function viteBuild({ project, source, out }) {
  const { build } = await load(project, "vite");
  const root = path.join(project, `vite-${path.basename(source, ".js")}`);
  viteRoot(root, source);
  await build({ root, configFile: false, logLevel: "error", build: { outDir: out, emptyOutDir: true } });
}

function viteRoot(root, source) {
  mkdirSync(root, { recursive: true });
  cpSync(path.dirname(source), path.join(root, "app"), { recursive: true });
  writeFileSync(path.join(root, "index.html"), html(`<script type="module" src="/app/${path.basename(source)}"></script>`));
}

async function viteDev({ project, entry, browser }) {
  const { createServer: createVite } = await load(project, "vite");
  const root = path.join(project, `vite-dev-${entry}`);
  viteRoot(root, path.join(project, "app", `${entry}.js`));
  mkdirSync(path.join(root, "public"), { recursive: true });
  copyFileSync(path.join(project, "node_modules/claimgate/dist/claimgate.wasm"), path.join(root, "public/claimgate.wasm"));
  const server = await createVite({ root, configFile: false, logLevel: "error", server: { port: 0, host: "127.0.0.1" } });
  await server.listen();
  try {
    return await resultOf(`http://localhost:${server.httpServer.address().port}/`, browser);
  } finally {
    await server.close();
  }
}

async function webpackBuild({ project, source, out }) {
  const { default: webpack } = await load(project, "webpack");
  const compiler = webpack({ mode: "production", context: project, entry: source, output: { path: out, filename: "main.js" } });
  const stats = await new Promise((resolve, reject) => compiler.run((error, done) => (error ? reject(error) : resolve(done))));
  if (stats.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }));
  return "main.js";
}

async function rollupBuild({ project, source, out }) {
  const [{ rollup }, { nodeResolve }] = await Promise.all([load(project, "rollup"), load(project, "@rollup/plugin-node-resolve")]);
  const bundle = await rollup({ input: source, plugins: [nodeResolve({ browser: true })] });
  await bundle.write({ dir: out, entryFileNames: "main.js" });
  return "main.js";
}

// One script for everything, so what is loaded on demand elsewhere is inside.
async function esbuildBuild({ project, source, out }) {
  const { build } = await load(project, "esbuild");
  await build({ entryPoints: [source], bundle: true, minify: true, outfile: path.join(out, "main.js"), logLevel: "warning" });
  return "main.js";
}

async function esbuildSplitting({ project, source, out }) {
  const { build } = await load(project, "esbuild");
  const entry = { main: source };
  await build({ entryPoints: entry, bundle: true, splitting: true, format: "esm", minify: true, outdir: out, logLevel: "warning" });
  return "main.js";
}

function importMap({ project, entry, browser }) {
  const out = path.join(project, "import-map", entry);
  rmSync(out, { recursive: true, force: true });
  cpSync(path.join(project, "node_modules/claimgate/dist"), path.join(out, "claimgate"), { recursive: true });
  cpSync(path.join(project, "app"), path.join(out, "app"), { recursive: true });
  copyFileSync(path.join(out, "claimgate/claimgate.wasm"), path.join(out, "claimgate.wasm"));
  const imports = { claimgate: "/claimgate/index.js", "claimgate/slim": "/claimgate/slim.js" };
  const map = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
  writeFileSync(path.join(out, "index.html"), html(`${map}<script type="module" src="/app/${entry}.js"></script>`));
  return served(out, browser);
}

async function served(folder, browser) {
  const server = createServer(({ url }, response) => {
    const file = path.join(folder, path.normalize(new URL(url, "http://localhost").pathname.replace(/\/$/, "/index.html")));
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await resultOf(`http://localhost:${server.address().port}/`, browser);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function resultOf(address, browser) {
  const page = await browser.newPage();
  const faults = [];
  let file = false;
  page.on("request", (request) => {
    file ||= new URL(request.url()).pathname.endsWith(".wasm");
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  try {
    await page.goto(address);
    // An empty body is never visible.
    await page.locator("body[data-result]").waitFor({ state: "attached", timeout: 20_000 });
    assert.deepEqual(faults, [], "an error in the page");
    return { ...JSON.parse(await page.locator("body").getAttribute("data-result")), file };
  } catch (error) {
    throw new Error(faults[0] ?? error.message);
  } finally {
    await page.close();
  }
}
