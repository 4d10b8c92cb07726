// One way to run other programs: bounded output, no shell, one line instead of a stack trace when something is missing.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const at = (...parts) => path.join(root, ...parts);

/** What a person can mend: printed as one line, without a stack. */
export class Fault extends Error {}

/** Runs a program in the repository. Never rejects: `{ code, output, stdout, seconds }`. `show: true` passes its output through. */
export function run(command, args, { cwd = root, env, show = false, signal } = {}) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(...program(command, args), { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"], signal });
    let output = "";
    let stdout = "";
    const keep = (chunk, isOut) => {
      output += chunk;
      if (isOut) stdout += chunk;
      // On stderr, so that `npm pack` keeps its own standard output.
      if (show) process.stderr.write(chunk);
    };
    child.stdout.setEncoding("utf8").on("data", (chunk) => keep(chunk, true));
    child.stderr.setEncoding("utf8").on("data", (chunk) => keep(chunk, false));
    const end = (code) => resolve({ code, output, stdout, seconds: (Date.now() - started) / 1000 });
    child.on("error", (error) => {
      output += `${command}: ${error.code ?? error.message}`;
      end(127);
    });
    child.on("close", (code) => end(code ?? 1));
  });
}

/** As `run`, and a failure is a `Fault` that ends with the program's own words. */
export async function must(what, command, args, options) {
  const result = await run(command, args, options);
  if (result.code === 0) return result;
  const words = options?.show ? "" : `\n${result.output.trim()}`;
  throw new Fault(`${what} failed: ${[command, ...args].join(" ")}${words}`);
}

/** Runs `body` when the file is the program, not when it is imported. */
export function main(url, body) {
  if (!process.argv[1] || pathToFileURL(process.argv[1]).href !== url) return;
  body(process.argv.slice(2)).catch((error) => {
    console.error(error instanceof Fault ? error.message : error);
    process.exit(1);
  });
}

/** A tool of an npm package, run by this very Node: no shell, no `.cmd` files. */
export function tool(relative) {
  const file = at("node_modules", relative);
  if (!existsSync(file)) throw new Fault(`${relative} is missing from node_modules: npm ci`);
  return file;
}

// npm is a script beside Node; on Windows it is a `.cmd` that only a shell can start.
function program(command, args) {
  if (command !== "npm" && command !== "npx") return [command, args];
  const script = process.env.npm_execpath && process.env.npm_execpath.replace(/npm-cli\.js$/, `${command}-cli.js`);
  if (script?.endsWith(`${command}-cli.js`) && existsSync(script)) return [process.execPath, [script, ...args]];
  return [process.platform === "win32" ? `${command}.cmd` : command, args];
}
