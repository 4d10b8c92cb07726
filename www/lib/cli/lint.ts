import type { Finding } from "../errors.js";
import { lint as findingsOf } from "../load.js";
import type { RoleMap } from "../types.js";
import { type Command, JSON_OPTION } from "./command.js";
import { didYouMean, Fault, shown } from "./fault.js";
import { readText } from "./files.js";
import { describe, tally } from "./findings.js";
import { namesOf, patternsOf } from "./map-file.js";
import { count, type Io, palette } from "./terminal.js";

export const lint: Command = {
  name: "lint",
  summary: "finds faults and doubtful places in a role map",
  usage: "MAP [--strict] [--ignore CODE …] [--json]",
  about: "Errors are what the map would be refused for; warnings are what it says and hardly means. MAP may be `-` for standard input.",
  positionals: { least: 1, most: 1 },
  options: {
    strict: { says: "warnings fail too" },
    ignore: { value: "CODE", repeats: true, says: "leaves out warnings of this code" },
    ...JSON_OPTION,
  },
  examples: [
    ["npx claimgate lint src/role-map.json", "what is wrong, with file, line and column; exits 1 if the map would be refused"],
    ["npx claimgate lint src/role-map.json --strict --ignore deny", "for CI: any warning fails, but a deny is meant"],
  ],
  async run({ positionals: [name = ""], has, values }, io) {
    const text = await readText(name, io);
    const found = await findingsOf(text, true);
    const codes = values("ignore").map(warningCode);
    const findings = found.filter(({ level, code }) => level === "error" || !codes.includes(code));
    const fails = findings.some(({ level }) => level === "error" || has("strict"));
    if (has("json")) io.out(`${JSON.stringify({ ok: !fails, findings }, null, 2)}\n`);
    else io.out(report(name === "-" ? "standard input" : name, text, findings, io));
    return fails ? 1 : 0;
  },
};

function report(file: string, text: string, findings: readonly Finding[], io: Io): string {
  const { green, bold } = palette(io);
  const each = findings.map((finding) => describe(finding, { file, text }, io));
  if (findings.some(({ level }) => level === "error")) return `${[...each, bold(tally(findings))].join("\n")}\n`;
  const { permissions, roles, groups = [], ...rest } = JSON.parse(text) as RoleMap;
  const sizes = [
    count(namesOf(permissions).length, "permission"),
    count(namesOf(roles).length, "role"),
    `${groups.length} group ${groups.length === 1 ? "entry" : "entries"}`,
    count(patternsOf(rest).length, "route"),
  ];
  const end = findings.length === 0 ? green("no findings") : bold(tally(findings));
  return `${[...each, `${file}: ${end} (${sizes.join(", ")})`].join("\n")}\n`;
}

function warningCode(code: string): string {
  if (WARNINGS.includes(code)) return code;
  throw new Fault(`${shown(code)} is no warning of lint`, { hint: didYouMean(code, WARNINGS) ?? `they are: ${WARNINGS.join(", ")}` });
}

/** The closed list of ROLE-MAP-RULINGS section 5; a test compares it with the one in Rust. */
export const WARNINGS: readonly string[] = [
  "unreachable_role",
  "unheld_permission",
  "rule_never_holds",
  "deny",
  "except_without_effect",
  "empty_grant",
  "case_twins",
  "ambiguous_capture",
  "ignored_but_given",
  "lifts_rules",
  "override_without_effect",
  "landing_never_opens",
  "too_many_groups",
];
