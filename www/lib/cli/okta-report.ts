import type { Plan } from "./okta-plan.js";
import { changesOf, errorsOf, type Note, type Step } from "./okta-step.js";
import { count, type Io, palette, printable } from "./terminal.js";

/** The plan for people: whose groups, what is wrong, what would be sent, what is left to do by hand. */
export function report(plan: Plan, io: Io): string {
  const { bold } = palette(io);
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", bold(title), ...lines.map((line) => `  ${line}`)];
  return `${[
    `${bold(plan.org)}, app ${printable(plan.app)} (${plan.clientId}), ${plan.server === "org" ? "the org server" : `server ${plan.server}`}`,
    ...part("groups of the role map", groupLines(plan, io)),
    ...part(
      "findings",
      plan.notes.flatMap((note) => noteLines(note, io)),
    ),
    ...part(
      "at Okta",
      plan.steps.flatMap((step) => stepLines(step, io)),
    ),
    ...part("by hand, in the admin console, which has no public API for it", plan.byHand.map(printable)),
    ...part("in the app and its role map", mapLines(plan)),
  ].join("\n")}\n`;
}

export function done({ what }: Step, io: Io): string {
  return `${palette(io).green("done")} ${printable(what)}\n`;
}

/** The same for programs. The body of a change to the app is cut to what is changed of it. */
export function plain({ org, clientId, app, server, issuer, found, wanted, notes, steps, byHand, claims, hasClaims }: Plan) {
  const each = steps.map(({ what, how, change, shown }) => ({
    what,
    how,
    ...(change && { change: { ...change, ...(shown && { body: shown }) } }),
  }));
  const groups = { ...found, templates: wanted.templates };
  return { org, clientId, app, server, issuer, groups, findings: notes, steps: each, byHand, claims, hasClaims };
}

function groupLines({ found, wanted }: Plan, io: Io): string[] {
  const { green, red, cyan, dim } = palette(io);
  const names = [...wanted.names, ...wanted.templates].map(printable);
  const width = Math.max(0, ...names.map((name) => name.length));
  const line = (mark: string, name: string, rest: string) => `${mark} ${printable(name).padEnd(width)}  ${dim(rest)}`;
  return [
    ...found.groups.map(({ name, id }) => line(green("✓"), name, id)),
    ...found.missing.map(({ name }) => line(red("✗"), name, "not there")),
    ...found.twice.map(({ name, ids }) => line(red("✗"), name, ids.join(", "))),
    ...wanted.templates.map((name) => line(cyan("~"), name, "any number of groups: no list holds them, so the claim is a filter")),
  ];
}

function noteLines({ level, message, help }: Note, io: Io): string[] {
  const { red, yellow, cyan } = palette(io);
  return [`${(level === "error" ? red : yellow)(level)} ${printable(message)}`, `  ${cyan("help:")} ${printable(help)}`];
}

function stepLines({ what, how, change, shown }: Step, io: Io): string[] {
  const { green, yellow, dim } = palette(io);
  const line = `${change ? yellow("+") : green("✓")} ${printable(what)}: ${printable(how)}`;
  if (!change) return [line];
  return [line, dim(printable(`    ${change.method} ${change.path} ${JSON.stringify(shown ?? change.body)}`))];
}

function mapLines({ issuer, claims, hasClaims, server }: Plan): string[] {
  return [
    `issuer: ${printable(JSON.stringify(issuer))}`,
    `"claims": ${JSON.stringify(claims)}${hasClaims ? "" : " (not what the map has)"}`,
    ...(server === "org" ? ["groups in the ID token only: for an API of yours take a custom server"] : []),
  ];
}

export function summary(plan: Plan): string {
  const changes = changesOf(plan).length;
  const errors = errorsOf(plan).length;
  if (errors > 0) return `${count(errors, "error")}: nothing is changed before ${errors === 1 ? "it is" : "they are"} mended`;
  return changes === 0
    ? "nothing to do"
    : `${count(changes, "change")} to make: the same with --apply makes ${changes === 1 ? "it" : "them"}`;
}
