import type { Finding } from "../errors.js";
import { count, type Io, palette, printable } from "./terminal.js";

/** A finding as people read it: where, what, the line itself, the way out. */
export function describe(finding: Finding, { file, text }: { file: string; text: string }, io: Io): string {
  const { bold, dim, red, yellow, cyan } = palette(io);
  const { level, code, pointer, line, column, message, help } = finding;
  const paint = level === "error" ? red : yellow;
  const place = line === null ? file : `${file}:${line}:${column}`;
  return [
    `${bold(place)}  ${paint(level)} ${dim(code)}`,
    `  ${printable(message)}`,
    ...frame(finding, text, io).map((each) => `  ${each}`),
    `  ${dim("at")} ${printable(pointer) || "the whole file"}`,
    `  ${cyan("help:")} ${help}`,
    "",
  ].join("\n");
}

export function tally(findings: readonly Finding[]): string {
  const of = (level: string) => findings.filter((finding) => finding.level === level).length;
  return `${count(of("error"), "error")}, ${count(of("warning"), "warning")}`;
}

/** The line at fault with a mark below; a long line is cut around the mark. */
function frame({ line, column, level }: Finding, text: string, io: Io): string[] {
  const source = line === null ? undefined : text.split(/\r\n|\r|\n/)[line - 1];
  if (source === undefined || column === null) return [];
  const { dim, red, yellow } = palette(io);
  const letters = [...source.replace(/\t/g, " ")];
  const width = Math.max(40, io.columns - 16);
  const from = Math.max(0, Math.min(column - 1 - Math.floor(width / 2), letters.length - width));
  const number = String(line);
  const shownLine = printable(letters.slice(from, from + width).join(""));
  const mark = (level === "error" ? red : yellow)("^");
  return [`${dim(`${number} |`)} ${shownLine}`, `${dim(`${" ".repeat(number.length)} |`)} ${" ".repeat(column - 1 - from)}${mark}`];
}
