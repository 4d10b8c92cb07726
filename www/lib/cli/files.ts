import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { lint } from "../load.js";
import { didYouMean, Fault, shown } from "./fault.js";
import type { Io } from "./terminal.js";

/** A file's text, or standard input for `-`. @throws {Fault} that says which file, and what is near */
export async function readText(name: string, io: Io): Promise<string> {
  if (name === "-") return io.input();
  const file = path.resolve(io.cwd, name);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    throw unreadable(name, file, error);
  }
}

/** @throws {Fault} with line and column */
export async function readObject(name: string, io: Io): Promise<Record<string, unknown>> {
  const text = await readText(name, io);
  const value = await parsed(text, name);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Fault(`${called(name)} must hold a JSON object`);
  return value as Record<string, unknown>;
}

// JSON.parse says where only in newer Nodes, and repeats what stands there: so the strict parser of role maps is asked for the place.
async function parsed(text: string, name: string): Promise<unknown> {
  const findings = await lint(text, true);
  const fault = findings.find(({ code }) => code === "not_json" || code === "duplicate_key");
  if (fault) throw new Fault(`${name}:${fault.line}:${fault.column}: ${fault.message}`, { hint: fault.help });
  return JSON.parse(text);
}

function unreadable(name: string, file: string, error: unknown): Fault {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return new Fault(`there is no file ${shown(name)}`, { hint: neighbour(name, file) });
  if (code === "EISDIR") return new Fault(`${shown(name)} is a folder, not a file`);
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") return new Fault(`${called(name)} is not UTF-8 text`);
  return new Fault(`${called(name)} cannot be read${code ? ` (${code})` : ""}`);
}

function neighbour(name: string, file: string): string | undefined {
  try {
    const hint = didYouMean(path.basename(file), readdirSync(path.dirname(file)));
    return hint;
  } catch {
    return `nor a folder ${shown(path.dirname(name))}`;
  }
}

function called(name: string): string {
  return name === "-" ? "standard input" : shown(name);
}
