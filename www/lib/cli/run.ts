import { GateError } from "../errors.js";
import { inlined } from "../inlined.js";
import { load } from "../load.js";
import { parse } from "./arguments.js";
import type { Command } from "./command.js";
import { didYouMean, Fault, shown } from "./fault.js";
import { describe } from "./findings.js";
import { helpOf, overview } from "./help.js";
import { type Io, palette } from "./terminal.js";

/** Runs one command and gives its exit code: 0 fine, 1 findings or denied, 2 usage or unreadable input. Never rejects. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  inlined();
  try {
    return await dispatch(name, rest, io);
  } catch (error) {
    const fault = asFault(error);
    if (rest.includes("--json")) io.out(`${JSON.stringify({ error: jsonOf(fault) }, null, 2)}\n`);
    else io.err(words(fault, io));
    return 2;
  }
}

async function dispatch(name: string | undefined, rest: readonly string[], io: Io): Promise<number> {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") return help(rest[0], name === undefined, io);
  if (name === "--version" || name === "-v") {
    io.out(`${(await load()).version()}\n`);
    return 0;
  }
  const command = await find(name);
  const own = rest.includes("--") ? rest.slice(0, rest.indexOf("--")) : rest;
  if (own.includes("--help") || own.includes("-h")) {
    io.out(helpOf(command, io));
    return 0;
  }
  return command.run(parse(command, rest), io);
}

async function help(name: string | undefined, isUsage: boolean, io: Io): Promise<number> {
  if (name !== undefined) {
    io.out(helpOf(await find(name), io));
    return 0;
  }
  (isUsage ? io.err : io.out)(overview(COMMANDS, (await load()).version(), io));
  return isUsage ? 2 : 0;
}

async function find(name: string): Promise<Command> {
  const found = COMMANDS.find((command) => command.name === name);
  if (found) return found.load();
  const hint = didYouMean(
    name,
    COMMANDS.map((command) => command.name),
  );
  throw new Fault(`there is no command ${shown(name)}`, { hint: hint ?? "claimgate --help lists them" });
}

// A `GateError` never holds a token or a claim's value; anything else is a fault of ours, and says so.
function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof GateError) return new Fault(`${error.message} (${error.code})`, { hint: `see ${error.docs}` });
  const where = error instanceof Error ? (error.stack ?? "").split("\n").slice(1, 4).join("\n") : "";
  return new Fault(`something unexpected failed\n${where}`, { hint: "this is a fault of claimgate: please report it" });
}

function words({ message, hint, refused }: Fault, io: Io): string {
  const { red, dim } = palette(io);
  const findings = refused ? refused.findings.map((finding) => describe(finding, refused, io)) : [];
  return `${[...findings, `${red("claimgate:")} ${message}`, ...(hint ? [dim(hint)] : [])].join("\n")}\n`;
}

function jsonOf({ message, hint, refused }: Fault) {
  return { message, ...(hint && { hint }), ...(refused && { findings: refused.findings }) };
}

const COMMANDS: readonly { name: string; summary: string; load: () => Promise<Command> }[] = [
  {
    name: "init",
    summary: "writes a working gate, role map and callback for your provider and router",
    load: async () => (await import("./init.js")).init,
  },
  { name: "lint", summary: "finds faults and doubtful places in a role map", load: async () => (await import("./lint.js")).lint },
  { name: "explain", summary: "says why somebody may or may not", load: async () => (await import("./explain.js")).explain },
  {
    name: "matrix",
    summary: "shows every role against every permission and route",
    load: async () => (await import("./matrix.js")).matrix,
  },
  { name: "types", summary: "writes the names of a role map as TypeScript types", load: async () => (await import("./types.js")).types },
  {
    name: "decode",
    summary: "shows what is in a token, without sending it anywhere",
    load: async () => (await import("./decode.js")).decode,
  },
  {
    name: "okta",
    summary: "lets an Okta org put the groups of a role map into its tokens",
    load: async () => (await import("./okta.js")).okta,
  },
  { name: "idp", summary: "runs a provider for development: sign in as anyone", load: async () => (await import("./idp.js")).idp },
];
