import type { Command, Option } from "./command.js";
import { type Io, palette } from "./terminal.js";

interface Listed {
  readonly name: string;
  readonly summary: string;
}

export function overview(commands: readonly Listed[], version: string, io: Io): string {
  const { bold, dim } = palette(io);
  return [
    `${bold("claimgate")} ${version}: one role map, from the claims of a token to what a person may see`,
    "",
    `${bold("usage")}  claimgate COMMAND [ARGUMENTS] [OPTIONS]`,
    "",
    ...list(
      commands.map(({ name, summary }) => [name, summary]),
      bold,
    ),
    "",
    bold("examples"),
    ...EXAMPLES.map((line) => `  ${line}`),
    "",
    dim("claimgate COMMAND --help says more. Exit codes: 0 fine, 1 findings or denied, 2 usage or unreadable input."),
    "",
  ].join("\n");
}

export function helpOf(command: Command, io: Io): string {
  const { bold } = palette(io);
  const options = Object.entries(command.options).map(([name, option]) => [optionAs(name, option), option.says] as const);
  return [
    `${bold(`claimgate ${command.name}`)}: ${command.summary}`,
    "",
    `${bold("usage")}  claimgate ${command.name} ${command.usage}`,
    ...(command.about ? ["", command.about] : []),
    "",
    bold("options"),
    ...list([...options, ["--help", "this text"]], bold),
    "",
    bold("examples"),
    ...command.examples.flatMap(([typed, does]) => [`  # ${does}`, `  ${typed}`]),
    "",
  ].join("\n");
}

function optionAs(name: string, { value, repeats }: Option): string {
  return `--${name}${value === undefined ? "" : ` ${value}`}${repeats ? " …" : ""}`;
}

function list(rows: readonly (readonly [string, string])[], paint: (text: string) => string): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, says]) => `  ${paint(name)}${" ".repeat(width - name.length)}  ${says}`);
}

const EXAMPLES = [
  "npx claimgate init --provider okta --issuer https://acme.okta.com --client-id 0oa1 --router react-router",
  "npx claimgate lint src/role-map.json",
  "npx claimgate explain src/role-map.json --claims claims.json projects:write",
  "npx claimgate matrix src/role-map.json --html who-may-what.html",
];
