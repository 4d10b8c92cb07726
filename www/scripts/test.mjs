// `npm test`: every test there is, from a fresh clone, ending with one plain line that counts them all.
import { endOnSignals, main } from "./run.mjs";
import { setUp } from "./setup.mjs";

const HELP = `npm test                        every test
npm test -- --only rust,browser only these steps (the builds always run); --list names them`;

async function test(args) {
  if (args.includes("--help")) return console.log(HELP);
  endOnSignals(130);
  const started = Date.now();
  await setUp({ browser: true });
  console.log(`      ${"set-up".padEnd(24)}${seconds(started)}`);
  const { lanes } = await import("./steps.mjs");
  const ids = Object.values(lanes).flatMap((steps) => steps.map((step) => step.id));
  if (args.includes("--list")) return console.log(ids.join(" "));
  const only = chosen(args, ids);

  const run = { only, broken: false };
  const results = await Promise.all([runLane(lanes.rust, run), runLane(lanes.js, run)]);
  // Who is free takes the next.
  const queue = lanes.others.values();
  results.push(...(await Promise.all(Array.from({ length: 3 }, () => runLane(queue, run)))));
  const sum = (key) => results.flat().reduce((total, result) => total + (result[key] ?? 0), 0);
  const skipped = sum("skipped") ? `, ${sum("skipped")} skipped or ignored` : "";
  console.log(`\n${seconds(started).trim()} in all${skipped}`);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  process.exitCode = sum("failed") === 0 ? 0 : 1;
}

function chosen(args, ids) {
  const index = args.findIndex((arg) => arg === "--only" || arg.startsWith("--only="));
  const text = index < 0 ? "" : (args[index].split("=")[1] ?? args[index + 1] ?? "");
  const only = text.split(",").filter(Boolean);
  const unknown = index < 0 ? args[0] : (only.find((id) => !ids.includes(id)) ?? (only.length ? undefined : "--only"));
  if (unknown === undefined) return only;
  console.error(`unknown: ${unknown}; steps are ${ids.join(" ")}`);
  process.exit(2);
}

// What tests the package says nothing about a package that could not be built.
async function runLane(steps, run) {
  const results = [];
  for (const step of steps) {
    if (run.only.length && !step.always && !run.only.includes(step.id)) continue;
    const started = Date.now();
    const result = run.broken && step.needsBuild ? NOT_RUN : await step.run().catch((error) => ({ ...FAILED, output: error.stack }));
    if (step.always && result.failed) run.broken = true;
    results.push(result);
    show(step, result, started);
  }
  return results;
}

const FAILED = { passed: 0, failed: 1 };
const NOT_RUN = { ...FAILED, output: "not run: the build failed" };

function show(step, { passed, failed, skipped, output }, started) {
  const counts = [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`].filter(Boolean).join(", ");
  console.log(`${failed ? "FAIL" : "ok  "}  ${step.title.padEnd(24)}${seconds(started)}  ${counts}`);
  if (failed || step.id === "size") console.log(indent(output));
}

const seconds = (started) => `${((Date.now() - started) / 1000).toFixed(1).padStart(7)} s`;
const indent = (text) => `\n${text.trimEnd()}\n`.replace(/^(?=.)/gm, "      ");

main(import.meta.url, test);
