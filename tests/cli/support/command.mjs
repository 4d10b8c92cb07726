// The command line as it was packed, run in this process: the outside is what a test makes of it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { installed } from "../../package/support/packed.mjs";

/** Seconds: 2026-11-22T09:30:00Z. */
export const NOW = 1_795_339_800;

/** `{ run, folder, write, remove }`; `run(argv, { input, answers })` gives `{ code, out, err, asked }`, in a folder of its own. */
export async function commandLine() {
  const home = await installed();
  const program = path.join(home, "node_modules/claimgate/dist/cli");
  const { run } = await import(pathToFileURL(path.join(program, "run.js")).href);
  // Beside the package, as a project that has installed it.
  const folder = mkdtempSync(path.join(home, "cli-"));
  return {
    folder,
    main: path.join(program, "main.js"),
    home,
    write: (name, content) => {
      writeFileSync(path.join(folder, name), typeof content === "string" ? content : JSON.stringify(content, null, 2));
      return name;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
    run: async (argv, outside) => {
      const { io, said } = made(folder, outside);
      const code = await run(argv, io);
      return { code, ...said };
    },
    /** For a program that goes on until it is stopped: what it has said so far, and how to stop it. */
    start: (argv, outside) => {
      let stop;
      const stopped = new Promise((resolve) => {
        stop = resolve;
      });
      const { io, said } = made(folder, { ...outside, stopped });
      const done = run(argv, io);
      const end = () => {
        stop();
        return done;
      };
      return { said, stop: end };
    },
  };
}

/** What `found` gives once it gives something. @throws when nothing has come after `seconds` */
export async function until(found, seconds = 30) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    const value = found();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("it never came");
}

function made(cwd, { input = "", answers, stopped = Promise.resolve(), ...rest } = {}) {
  const said = { out: "", err: "", asked: [] };
  const ask = async (question) => {
    said.asked.push(question);
    return answers.shift() ?? "";
  };
  const io = {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    input: async () => input,
    ask: answers ? ask : null,
    stopped: () => stopped,
    cwd,
    env: {},
    colour: false,
    columns: 100,
    now: NOW,
    ...rest,
  };
  return { io, said };
}
