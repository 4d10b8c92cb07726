import { Fault, shown } from "./fault.js";

/** Seconds since the epoch, or an ISO 8601 time. @throws {Fault} */
export function parseTime(text: string, option: string): number {
  const seconds = /^\d{1,12}(\.\d+)?$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  if (Number.isFinite(seconds)) return seconds;
  throw new Fault(`${shown(text)} is no time for \`${option}\``, {
    hint: "seconds since the epoch, or ISO 8601 such as 2026-11-22T09:30:00Z",
  });
}

/** `2026-11-22 09:30:00 UTC, in 5 minutes`; undefined for what is no time. */
export function timeInWords(seconds: unknown, now: number): string | undefined {
  if (typeof seconds !== "number" || !(Math.abs(seconds) <= LAST)) return undefined;
  const iso = new Date(seconds * 1000).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC, ${away(Math.round(seconds - now))}`;
}

function away(seconds: number): string {
  if (seconds === 0) return "now";
  const [length, unit] = UNITS.find(([each]) => Math.abs(seconds) >= each) ?? [1, "second"];
  const number = Math.floor(Math.abs(seconds) / length);
  const words = `${number} ${unit}${number === 1 ? "" : "s"}`;
  return seconds > 0 ? `in ${words}` : `${words} ago`;
}

const UNITS: readonly (readonly [number, string])[] = [
  [86_400 * 365, "year"],
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
  [1, "second"],
];
// The last second of the year 9999.
const LAST = 253_402_300_799;
