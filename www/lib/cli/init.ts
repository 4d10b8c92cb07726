import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Given } from "./arguments.js";
import type { Command } from "./command.js";
import { didYouMean, Fault, shown } from "./fault.js";
import { filesFor, type Plan, writeAll } from "./init-files.js";
import { PROVIDERS, type ProviderGuide } from "./init-providers.js";
import { type Io, palette } from "./terminal.js";

export const init: Command = {
  name: "init",
  summary: "writes a working gate, role map and callback for your provider and router",
  usage: "[--provider NAME] [--issuer URL] [--client-id ID] [--router NAME] [--dir DIR] [--yes] [--force]",
  about: `Asks for what is not given. Writes gate.ts, role-map.json and gated-app.tsx (pages, guard and callback) into DIR, and overwrites
nothing without --force. Providers: ${PROVIDERS.map(({ name }) => name).join(", ")}. Routers: react-router, tanstack, none.`,
  positionals: { least: 0, most: 0 },
  options: {
    provider: { value: "NAME", says: "whose tokens they are; dev needs no account anywhere" },
    issuer: { value: "URL", says: "the exact issuer identifier" },
    "client-id": { value: "ID", says: "of the public client at the provider" },
    namespace: { value: "URL", says: "auth0 only: what the names of custom claims begin with (default: https://app.example/)" },
    router: { value: "NAME", says: "default: the one that package.json has, else none" },
    origin: { value: "URL", says: "where the app runs, for what to set at the provider (default: http://localhost:5173)" },
    dir: { value: "DIR", says: "default: src where it exists, else the current folder" },
    yes: { says: "asks nothing and takes the defaults" },
    force: { says: "overwrites files that are there" },
  },
  examples: [
    ["npx claimgate init", "asks, then writes"],
    ["npx claimgate init --provider dev --router react-router --yes", "works at once, with `npx claimgate idp`"],
    ["npx claimgate init --provider okta --issuer https://acme.okta.com --client-id 0oa1b2 --router none --yes", "asks nothing"],
  ],
  async run(given, io) {
    const plan = await planOf(given, io);
    const written = writeAll(filesFor(plan, io.cwd), given.has("force"), io.cwd);
    io.out(nextSteps(plan, written, io));
    return 0;
  },
};

const ROUTERS = ["react-router", "tanstack", "none"] as const;
type Router = (typeof ROUTERS)[number];

async function planOf(given: Given, io: Io): Promise<Plan> {
  const asker = new Asker(given, io);
  const names = PROVIDERS.map(({ name }) => name);
  const guide = guideOf(await asker.choose("provider", "Which provider?", names, "dev", (name) => guideOf(name).title));
  if (given.value("namespace") !== undefined && guide.name !== "auth0") throw new Fault("`--namespace` is for auth0 only");
  const isDev = guide.name === "dev";
  const issuer = await asker.ask("issuer", `Its issuer, such as ${guide.issuer}`, isDev ? guide.issuer : undefined, guide.issuerOf);
  const clientId = await asker.ask("client-id", "The client id", isDev ? "app" : undefined, (typed) => typed);
  const router = await asker.choose("router", "Which router?", ROUTERS, installedRouter(io.cwd), () => "");
  const dir = given.value("dir") ?? (isFolder(path.join(io.cwd, "src")) ? "src" : ".");
  const namespace = slashed(given.value("namespace") ?? "https://app.example/");
  const origin = originOf(given.value("origin") ?? "http://localhost:5173");
  return { guide, issuer, clientId, router, dir, namespace, origin };
}

function guideOf(name: string): ProviderGuide {
  const guide = PROVIDERS.find((each) => each.name === name);
  if (!guide) throw new Fault(`there is no provider ${shown(name)}`);
  return guide;
}

/** Takes what was given, else asks, else the default; says which options are missing where nobody can be asked. */
class Asker {
  readonly #given: Given;
  readonly #io: Io;

  constructor(given: Given, io: Io) {
    this.#given = given;
    this.#io = io;
  }

  /** Asks again after an answer that `parse` refuses. */
  async ask<T>(option: string, question: string, fallback: string | undefined, parse: (typed: string) => T): Promise<T> {
    const given = this.#given.value(option);
    if (given !== undefined) return parse(given);
    const takesDefaults = this.#given.has("yes") || option !== "provider";
    if (this.#io.ask === null || this.#given.has("yes")) {
      if (fallback !== undefined && takesDefaults) return parse(fallback);
      throw new Fault(`\`--${option}\` is missing`, { hint: `${question}. --help has examples` });
    }
    for (;;) {
      const typed = (await this.#io.ask(`${question}${fallback === undefined ? "" : ` [${fallback}]`}: `)).trim() || fallback;
      try {
        if (typed !== undefined) return parse(typed);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        this.#io.out(`${error.message}${error.hint ? `: ${error.hint}` : ""}\n`);
      }
    }
  }

  async choose<N extends string>(
    option: string,
    question: string,
    names: readonly N[],
    fallback: N,
    title: (name: N) => string,
  ): Promise<N> {
    if (this.#io.ask !== null && this.#given.value(option) === undefined && !this.#given.has("yes")) {
      const width = Math.max(...names.map((name) => name.length));
      names.forEach((name, place) => void this.#io.out(`${`  ${place + 1}  ${name.padEnd(width)}  ${title(name)}`.trimEnd()}\n`));
    }
    return this.ask(option, question, fallback, (typed) => {
      const name = names[Number(typed) - 1] ?? names.find((each) => each === typed);
      if (name !== undefined) return name;
      throw new Fault(`there is no ${option} ${shown(typed)}`, { hint: didYouMean(typed, names) ?? `one of ${names.join(", ")}` });
    });
  }
}

function installedRouter(cwd: string): Router {
  const file = path.join(cwd, "package.json");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (text.includes('"@tanstack/react-router"')) return "tanstack";
  return /"react-router(-dom)?"/.test(text) ? "react-router" : "none";
}

function nextSteps({ guide, router, dir, origin, namespace, clientId, issuer }: Plan, written: readonly string[], io: Io): string {
  const { bold, green, dim } = palette(io);
  const main = path.posix.join(dir, "main.tsx");
  const app = [
    ...missing("npm install", ["claimgate", ...PACKAGES[router]], io),
    ...missing("npm install --save-dev", guide.name === "dev" ? ["oidc-provider"] : [], io),
    `${main}: import { GatedApp } from "./gated-app", and render <GatedApp /> in place of <App />`,
  ];
  const steps = [
    ...written.map((file) => `${green("wrote")} ${file}`),
    "",
    bold("In the app"),
    ...numbered(app),
    "",
    bold(`At ${guide.title}`),
    ...numbered(guide.steps(origin, namespace, { clientId, issuer })),
    "",
    bold("Then"),
    "  npm run dev, open the address, and go to /projects",
    dim(`  issuer ${issuer}, client id ${clientId}; both are in ${path.posix.join(dir, "gate.ts")}`),
    dim(`  npx claimgate matrix ${path.posix.join(dir, "role-map.json")} shows who may what. Your API must check every request too.`),
  ];
  return `${steps.join("\n")}\n`;
}

function missing(install: string, packages: readonly string[], io: Io): string[] {
  const left = packages.filter((name) => !existsSync(path.join(io.cwd, "node_modules", name)));
  return left.length === 0 ? [] : [`${install} ${left.join(" ")}`];
}

function numbered(steps: readonly string[]): string[] {
  return steps.map((step, place) => `  ${place + 1}  ${step}`);
}

const PACKAGES: Readonly<Record<Router, readonly string[]>> = {
  "react-router": ["react-router"],
  tanstack: ["@tanstack/react-router"],
  none: [],
};

function isFolder(name: string): boolean {
  return existsSync(name) && statSync(name).isDirectory();
}

function originOf(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return new URL(url).origin;
  throw new Fault(`${shown(url)} is no origin`, { hint: "--origin http://localhost:5173" });
}

function slashed(url: string): string {
  if (!/^https?:\/\/[^\s"]+$/.test(url)) throw new Fault(`${shown(url)} is no namespace`, { hint: "--namespace https://app.example/" });
  return url.endsWith("/") ? url : `${url}/`;
}
