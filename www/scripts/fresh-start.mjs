// Does what a newcomer does: clones HEAD into an empty folder and runs the README's two commands there, with nothing of ours at hand.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { at, endOnSignals, Fault, main, must, run } from "./run.mjs";

const HELP = `npm run fresh-start             clone HEAD, npm start -- --check, npm test
npm run fresh-start -- --cold   the same with an empty npm cache; --keep leaves the clone`;
const COMMANDS = [
  ["npm", "start", "--", "--check"],
  ["npm", "test"],
];

async function freshStart(args) {
  if (args.includes("--help")) return console.log(HELP);
  const folder = mkdtempSync(path.join(tmpdir(), "claimgate-fresh-"));
  endOnSignals(130, async () => discard(folder, args));
  try {
    const clone = path.join(folder, "claimgate");
    await must("cloning", "git", ["clone", "--quiet", "--no-hardlinks", at("."), clone]);
    for (const [command, ...rest] of COMMANDS) {
      const result = await run(command, rest, { cwd: clone, env: environment(folder, clone, args), show: true });
      console.log(`\n${[command, ...rest].join(" ")}: ${result.code === 0 ? "ok" : "FAILED"} after ${result.seconds.toFixed(0)} s\n`);
      if (result.code !== 0) throw new Fault(`a fresh clone does not pass: ${[command, ...rest].join(" ")}`);
    }
  } finally {
    discard(folder, args);
  }
}

// The surrounding npm's settings for this very package (name, script, folders) must not reach the clone.
function environment(folder, clone, args) {
  const inherited = Object.keys(process.env).filter((key) => /^npm_(package|lifecycle)_|^INIT_CWD$/.test(key));
  const cleared = Object.fromEntries(inherited.map((key) => [key, undefined]));
  const cache = args.includes("--cold") ? { npm_config_cache: path.join(folder, "npm-cache") } : {};
  return { ...cleared, ...cache, CARGO_TARGET_DIR: path.join(clone, "target"), npm_config_local_prefix: undefined };
}

function discard(folder, args) {
  if (args.includes("--keep")) console.log(`left in ${folder}`);
  else rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

main(import.meta.url, freshStart);
