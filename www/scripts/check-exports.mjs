// A user's first import must work: every path that package.json promises exists, has types, and loads in Node without a window.
import { existsSync, readFileSync } from "node:fs";
import { at, Fault, main, must } from "./run.mjs";

export async function checkExports() {
  const { name, exports, bin } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  const paths = Object.entries(exports).filter(([, target]) => typeof target === "object");
  const files = paths
    .flatMap(([, target]) => Object.values(target))
    .concat(Object.values(exports).filter((target) => typeof target === "string"))
    .concat(Object.values(bin));
  const missing = files.filter((file) => !existsSync(at(file)));
  if (missing.length) throw new Fault(`package.json names what the build did not make: ${missing.join(", ")}`);
  const modules = paths.filter(([, target]) => target.default.endsWith(".js"));
  for (const [subpath] of modules) await load(name + subpath.slice(1));
  for (const program of Object.values(bin)) await must(`${program} --version`, process.execPath, [at(program), "--version"]);
  const client = exports["./react"]?.default;
  if (client && !/^["']use client["']/.test(readFileSync(at(client), "utf8"))) throw new Fault(`${client} lost its "use client"`);
  return `${modules.length} entry points`;
}

// A process of its own: what one entry point leaves behind must not help the next.
async function load(specifier) {
  const code = `if (typeof window !== "undefined") throw new Error("not Node");
    const names = Object.keys(await import(${JSON.stringify(specifier)}));
    if (names.length === 0) throw new Error(${JSON.stringify(`${specifier} exports nothing`)});`;
  await must(`import "${specifier}"`, process.execPath, ["--input-type=module", "--eval", code]);
}

main(import.meta.url, async () => console.log(await checkExports()));
