// One way to run other programs: no shell, nothing left behind, one line instead of a stack trace when something is missing.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const at = (...parts) => path.join(root, ...parts);

/** What a person can mend: printed as one line, without a stack. */
export class Fault extends Error {}

const running = new Set();
process.once("exit", () => {
  for (const child of running) child.kill();
});

/** Runs a program in the repository. Never rejects: `{ code, output, stdout, seconds }`. `show` passes its output through, `timeout` is in seconds. */
export function run(command, args, { cwd = root, env, show = false, timeout } = {}) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(...program(command, args), { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    let output = "";
    let stdout = "";
    const stop = () => {
      output += `\nstopped after ${timeout} s\n`;
      child.kill();
    };
    const keep = (chunk, isOut) => {
      output += chunk;
      if (isOut) stdout += chunk;
      // On stderr, so that `npm pack` keeps its own standard output.
      if (show) process.stderr.write(chunk);
    };
    const timer = timeout && setTimeout(stop, timeout * 1000);
    child.stdout.setEncoding("utf8").on("data", (chunk) => keep(chunk, true));
    child.stderr.setEncoding("utf8").on("data", (chunk) => keep(chunk, false));
    const end = (code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ code, output, stdout, seconds: (Date.now() - started) / 1000 });
    };
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

/** Ends what this process started, at a signal or when the npm above it is gone, with the given exit code. */
export function endOnSignals(code, close = async () => {}) {
  let ending = 0;
  const end = () => {
    // Ctrl-C comes twice under npm: from the terminal, and passed on. A second one of the person's own does not wait.
    if (ending && Date.now() - ending > 1000) process.exit(code);
    if (ending) return;
    ending = Date.now();
    close().finally(() => process.exit(code));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, end);
  // npm passes a SIGTERM only to the shell between us; what it started must not outlive it.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && end(), 250).unref();
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

// npm is a script; on Windows the command is a `.cmd` that only a shell can start, so the script itself is run.
function program(command, args) {
  if (command !== "npm") return [command, args];
  const beside = path.join(path.dirname(process.execPath), "node_modules/npm/bin/npm-cli.js");
  const script = [process.env.npm_execpath, beside].find((file) => file?.endsWith("npm-cli.js") && existsSync(file));
  return script ? [process.execPath, [script, ...args]] : [command, args];
}
