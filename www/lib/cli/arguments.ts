import type { Command } from "./command.js";
import { didYouMean, Fault, shown } from "./fault.js";

/** What was typed after the name of a command. */
export interface Given {
  readonly positionals: readonly string[];
  has(option: string): boolean;
  /** The last one wins. */
  value(option: string): string | undefined;
  values(option: string): readonly string[];
}

/** @throws {Fault} for an option that the command does not know, or a number of arguments that it does not take */
export function parse(command: Command, argv: readonly string[]): Given {
  const positionals: string[] = [];
  const options = new Map<string, string[]>();
  for (let place = 0; place < argv.length; place++) {
    const argument = argv[place] ?? "";
    if (argument === "--") {
      positionals.push(...argv.slice(place + 1));
      break;
    }
    if (argument === "-" || !argument.startsWith("-")) {
      positionals.push(argument);
      continue;
    }
    const { name, value, usedNext } = option(command, argument, argv[place + 1]);
    if (usedNext) place += 1;
    options.set(name, [...(options.get(name) ?? []), value]);
  }
  check(command, positionals, options);
  return {
    positionals,
    has: (name) => options.has(name),
    value: (name) => options.get(name)?.at(-1),
    values: (name) => options.get(name) ?? [],
  };
}

function option(command: Command, argument: string, next: string | undefined) {
  const [typed = "", ...rest] = argument.split("=");
  const name = typed.replace(/^--?/, "");
  const known = Object.hasOwn(command.options, name) && typed.startsWith("--") ? command.options[name] : undefined;
  if (!known) {
    const hint = didYouMean(
      typed,
      Object.keys(command.options).map((each) => `--${each}`),
    );
    throw new Fault(`there is no option ${shown(typed)}`, { hint });
  }
  if (known.value === undefined) {
    if (rest.length > 0) throw new Fault(`\`--${name}\` takes no value`);
    return { name, value: "", usedNext: false };
  }
  const usedNext = rest.length === 0;
  const value = usedNext ? next : rest.join("=");
  if (value === undefined || value === "" || (usedNext && value.startsWith("--"))) {
    throw new Fault(`\`--${name}\` needs a value: \`--${name} ${known.value}\``);
  }
  return { name, value, usedNext };
}

function check(command: Command, positionals: readonly string[], options: ReadonlyMap<string, readonly string[]>): void {
  const { least, most } = command.positionals;
  const twice = [...options].find(([name, values]) => values.length > 1 && !command.options[name]?.repeats);
  if (twice) throw new Fault(`\`--${twice[0]}\` is given twice`);
  const usage = { hint: `usage: claimgate ${command.name} ${command.usage}` };
  if (positionals.length < least) throw new Fault("an argument is missing", usage);
  if (positionals.length > most) throw new Fault(`there is an argument too many: ${shown(positionals[most] ?? "")}`, usage);
}
