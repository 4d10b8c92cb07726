// `npm run test:tabs`: many tabs for minutes, at tokens of seconds. `npm test` runs the short form.
import { endOnSignals, main, run } from "./run.mjs";
import { setUp } from "./setup.mjs";

const HELP = `npm run test:tabs                  sessions across tabs, the whole of it (about five minutes); prints figures
npm run test:tabs -- NAME          only the tests whose name has NAME in it (a regular expression)`;

async function testTabs(args) {
  if (args.includes("--help")) return console.log(HELP);
  endOnSignals(130);
  await setUp({ browser: true });
  const { build } = await import("./build-lib.mjs");
  await build();
  const only = args.length ? [`--test-name-pattern=${args.join(" ")}`] : [];
  const { code } = await run(process.execPath, ["--test", "--test-reporter=spec", ...only, "tests/tabs/whole.mjs"], { show: true });
  process.exitCode = code;
}

main(import.meta.url, testTabs);
