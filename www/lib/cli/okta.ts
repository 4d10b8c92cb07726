import type { Given } from "./arguments.js";
import { type Command, JSON_OPTION } from "./command.js";
import { Fault, shown } from "./fault.js";
import { loadMap } from "./map-file.js";
import { type OktaApi, oktaApi } from "./okta-api.js";
import { type Plan, planOf } from "./okta-plan.js";
import { done, plain, report, summary } from "./okta-report.js";
import { type Ask, changesOf, errorsOf, isThisMachine } from "./okta-step.js";
import { count, type Io } from "./terminal.js";

export const okta: Command = {
  name: "okta",
  summary: "lets an Okta org put the groups of a role map into its tokens",
  usage: "--org URL --client-id ID --map MAP [--server default|org|ID] [--claim NAME] [--allow-missing] [--apply]",
  about: `Without --apply it reads, and prints what is there, what is missing and what it would send; exits 1 if there is something to do. The API
token is read from OKTA_API_TOKEN, and nowhere else. With --apply each change is sent once; what is in place already is left alone, so that a
second run has nothing to do. \`npx claimgate idp --okta\` is an org to try it on.`,
  positionals: { least: 0, most: 0 },
  options: {
    org: { value: "URL", says: "the org, such as https://acme.okta.com" },
    "client-id": { value: "ID", says: "the app's" },
    map: { value: "MAP", says: "the role map; `-` for standard input" },
    server: { value: "ID", says: "the authorization server: `org`, or the id of a custom one (default: default)" },
    claim: { value: "NAME", says: "what the claim is called (default: groups)" },
    "allow-missing": { says: "goes on without the groups that the org does not have" },
    apply: { says: "makes the changes" },
    timeout: { value: "SECONDS", says: "how long to wait for each answer (default: 30)" },
    ...JSON_OPTION,
  },
  examples: [
    ["npx claimgate okta --org https://acme.okta.com --client-id 0oa1b2 --map src/role-map.json", "the plan; nothing is changed"],
    ["npx claimgate okta --org https://acme.okta.com --client-id 0oa1b2 --map src/role-map.json --apply", "the same, done"],
    ["npx claimgate okta --org http://localhost:9000 --client-id app --map role-map.json --apply", "at `claimgate idp --okta`"],
  ],
  async run(given, io) {
    const asked = askedFor(given);
    const token = tokenIn(io);
    const { map } = await loadMap(required(given, "map"), io);
    const api = oktaApi({ org: asked.org, token, patience: patienceOf(given), now: io.now });
    const plan = await planOf(api, asked, map);
    return given.has("apply") ? apply(api, plan, given.has("json"), io) : show(plan, given.has("json"), io);
  },
};

function show(plan: Plan, isJson: boolean, io: Io): number {
  const isDone = errorsOf(plan).length + changesOf(plan).length === 0;
  io.out(isJson ? `${JSON.stringify({ ok: isDone, ...plain(plan) }, null, 2)}\n` : `${report(plan, io)}\n${summary(plan)}\n`);
  return isDone ? 0 : 1;
}

/** One after the other, so that what is said to be done is done. @throws {Fault} that says how far it came */
async function apply(api: OktaApi, plan: Plan, isJson: boolean, io: Io): Promise<number> {
  if (errorsOf(plan).length > 0) return show(plan, isJson, io);
  if (!isJson) io.out(`${report(plan, io)}\n`);
  const all = changesOf(plan);
  for (const [place, step] of all.entries()) {
    try {
      if (step.change) await api.send(step.change);
    } catch (error) {
      throw error instanceof Fault ? new Fault(`${step.what}: ${error.message}`, { hint: stopped(error, place, all.length) }) : error;
    }
    if (!isJson) io.out(done(step, io));
  }
  const end = all.length === 0 ? "nothing to do" : `${count(all.length, "change")} made`;
  io.out(isJson ? `${JSON.stringify({ ok: true, made: all.length, ...plain(plan) }, null, 2)}\n` : `${end}\n`);
  return 0;
}

function stopped({ hint }: Fault, made: number, all: number): string {
  return `${hint ? `${hint}; ` : ""}${made} of ${count(all, "change")} made, this one not known to be: run it again, which goes on where it is`;
}

function askedFor(given: Given): Ask {
  const org = orgOf(required(given, "org"));
  const clientId = idIn("client-id", required(given, "client-id"));
  const server = idIn("server", given.value("server") ?? "default");
  const claim = given.value("claim") ?? "groups";
  if (!/^[\w.:/-]{1,100}$/.test(claim)) throw new Fault(`${shown(claim)} is no name of a claim`, { hint: "such as `groups`" });
  return { org, clientId, server, claim, allowMissing: given.has("allow-missing") };
}

/** A part of an address. */
function idIn(option: string, id: string): string {
  if (/^(?!\.+$)[^\s/?#\\]{1,100}$/.test(id)) return id;
  throw new Fault(`${shown(id)} is no id for \`--${option}\``);
}

function required({ value }: Given, option: keyof typeof okta.options): string {
  const found = value(option);
  if (found !== undefined) return found;
  throw new Fault(`\`--${option} ${okta.options[option]?.value}\` is missing`, { hint: `usage: claimgate okta ${okta.usage}` });
}

function orgOf(typed: string): string {
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  const isHere = url?.protocol === "http:" && isThisMachine(url);
  if (!url || !(url.protocol === "https:" || isHere) || url.username || url.password) {
    throw new Fault(`${shown(typed)} is no address of an org`, { hint: "--org https://acme.okta.com; http on this machine only" });
  }
  if (/-admin\.okta(preview|-emea|-gov)?\.com$/.test(url.hostname)) {
    throw new Fault(`${shown(typed)} is the admin console`, { hint: `--org ${url.origin.replace("-admin.okta", ".okta")}` });
  }
  if (url.pathname === "/" && !url.search && !url.hash) return url.origin;
  const server = /^\/oauth2\/(\w+)\/?$/.exec(url.pathname)?.[1];
  throw new Fault(`${shown(typed)} is more than the address of an org`, {
    hint: `--org ${url.origin}${server ? ` --server ${server}` : ""}`,
  });
}

/** Never repeated, whatever is wrong with it. */
function tokenIn(io: Io): string {
  const token = io.env.OKTA_API_TOKEN;
  if (!token)
    throw new Fault("the environment variable OKTA_API_TOKEN is missing", { hint: "make a token at Okta: Security, API, Tokens" });
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new Fault("OKTA_API_TOKEN holds what no token holds", { hint: "the token alone, without `SSWS`, spaces and quotes" });
}

function patienceOf({ value }: Given): number {
  const text = value("timeout") ?? "30";
  const seconds = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && seconds > 0 && seconds <= 600) return seconds;
  throw new Fault("`--timeout` takes seconds, up to 600");
}
