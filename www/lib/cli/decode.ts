import { existsSync } from "node:fs";
import path from "node:path";
import { decodeToken } from "../token.js";
import type { UnverifiedToken } from "../types.js";
import { type Command, JSON_OPTION } from "./command.js";
import { Fault } from "./fault.js";
import { type Io, palette, printable } from "./terminal.js";
import { timeInWords } from "./times.js";

export const decode: Command = {
  name: "decode",
  summary: "shows what is in a token, without sending it anywhere",
  usage: "TOKEN|- [--json]",
  about: `Reads a JWT and verifies nothing: anybody can have written it. It is read here and sent nowhere.
A token that is typed stays in the history of the shell and is seen by other programs: prefer \`-\`, which reads standard input.`,
  positionals: { least: 1, most: 1 },
  options: JSON_OPTION,
  examples: [
    ["npx claimgate decode - < token.txt", "header, claims, and its times in words"],
    ["pbpaste | npx claimgate decode - --json", "for programs: { verified: false, header, claims }"],
  ],
  async run({ positionals: [given = ""], has }, io) {
    const token = (given === "-" ? await io.input() : given).trim().replace(/^Bearer\s+/i, "");
    if (token === "") throw new Fault("there is no token on standard input");
    if (isFile(given, io)) throw new Fault("that is a file, not a token", { hint: `claimgate decode - < ${given}` });
    const decoded = decodeToken(token);
    if (has("json")) io.out(`${JSON.stringify({ verified: false, ...decoded }, null, 2)}\n`);
    else io.out(text(decoded, io));
    return 0;
  },
};

function isFile(given: string, io: Io): boolean {
  return given !== "-" && given.length < 256 && existsSync(path.resolve(io.cwd, given));
}

function text({ header, claims }: UnverifiedToken, io: Io): string {
  const { bold, dim, yellow } = palette(io);
  const times = TIMES.map(([claim, means]) => [claim, means, timeInWords(claims[claim], io.now)] as const).filter(([, , words]) => words);
  return `${[
    yellow("not verified: anybody can have written this"),
    "",
    bold("header"),
    json(header),
    "",
    bold("claims"),
    json(claims),
    ...(times.length > 0 ? ["", bold("times")] : []),
    ...times.map(([claim, means, words]) => `  ${claim.padEnd(10)} ${words}${dim(`  ${means}`)}`),
    ...verdict(claims, io),
  ].join("\n")}\n`;
}

function verdict({ exp, nbf }: UnverifiedToken["claims"], io: Io): string[] {
  const { red } = palette(io);
  if (typeof exp === "number" && exp <= io.now) return ["", red("by its own word it has expired")];
  if (typeof nbf === "number" && nbf > io.now) return ["", red("by its own word it is not valid yet")];
  return [];
}

function json(value: object): string {
  return printable(JSON.stringify(value, null, 2)).replace(/^/gm, "  ");
}

const TIMES = [
  ["auth_time", "when the person authenticated"],
  ["iat", "issued"],
  ["nbf", "not valid before"],
  ["exp", "not valid from then on"],
  ["updated_at", "when the person's data changed"],
] as const;
