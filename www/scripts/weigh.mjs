// What a bundle weighs: the same bundler, target and compression for our package and for those that it is compared with.
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Bytes after gzip-9 and brotli-11. */
export function weigh(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes, { params }).length };
}

/** What a page loads at once of an app whose only file is `code`, React and its router not counted. `replace` may give a module another text. */
export async function bundled(code, { folder, alias = [], replace = () => null }) {
  const { build } = await import("vite");
  const entry = "\0app";
  const app = {
    name: "app",
    enforce: "pre",
    // As if it stood in `folder`: what it imports is looked for from there.
    resolveId(id, importer) {
      if (id === entry) return entry;
      return importer === entry && !alias.some(({ find }) => find.test(id))
        ? this.resolve(id, `${folder}/app.js`, { skipSelf: true })
        : null;
    },
    load: (id) => (id === entry ? code : replace(id)),
  };
  const { output } = await build({
    configFile: false,
    root: folder,
    // Rolldown warns about "use client", which a bundle for the browser may lose.
    logLevel: "error",
    plugins: [app],
    resolve: { alias },
    build: {
      write: false,
      target: "es2022",
      modulePreload: { polyfill: false },
      rolldownOptions: { input: entry, external: /^react(-dom|-router|-router-dom)?($|\/)/, preserveEntrySignatures: "strict" },
    },
  });
  return Buffer.from(loadedAtOnce(output));
}

// Not what waits behind `import()`: the tools build comes when a map is linted or refused.
function loadedAtOnce(output) {
  const chunks = new Map(output.filter(({ type }) => type === "chunk").map((chunk) => [chunk.fileName, chunk]));
  const names = new Set(output.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  for (const name of names) for (const imported of chunks.get(name)?.imports ?? []) names.add(imported);
  return [...names].map((name) => chunks.get(name)?.code ?? "").join("\n");
}
