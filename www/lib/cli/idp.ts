import { unwatchFile, watchFile } from "node:fs";
import path from "node:path";
import type { Account, Served, ServeOptions } from "../idp/serve.js";
import type { Given } from "./arguments.js";
import { type Command, JSON_OPTION } from "./command.js";
import { Fault, shown } from "./fault.js";
import { type Org, oktaOrg } from "./idp-okta.js";
import { accountsOf, claimNames, examplePeople, readPeople } from "./idp-people.js";
import { count, type Io, palette, printable } from "./terminal.js";

export const idp: Command = {
  name: "idp",
  summary: "runs a provider for development: sign in as anyone",
  usage: "[--users FILE] [--port N] [--client-id ID] [--redirect-uri URL …] [--audience URL] [--okta]",
  about: `Needs the package oidc-provider beside this one. Listens on this machine only, asks for no password, forgets everything when it
ends. FILE is a JSON object from user name to claims: { "ada": { "name": "Ada Byron", "groups": ["app-admins"] } }. It is read again when it
changes. Every claim goes into the ID token, into userinfo and into access tokens.`,
  positionals: { least: 0, most: 0 },
  options: {
    users: { value: "FILE", says: "who can sign in (default: ada, ed and vera)" },
    port: { value: "N", says: "default: 9000" },
    "client-id": { value: "ID", says: "default: app" },
    "redirect-uri": { value: "URL", repeats: true, says: "default: http://localhost:5173/callback" },
    "post-logout-uri": { value: "URL", repeats: true, says: "default: / of each redirect URI" },
    "groups-claim": { value: "NAME", says: "where the groups of somebody new go (default: groups)" },
    audience: { value: "URL", says: "the API that access tokens are for where the app names none; then they are JWTs" },
    okta: { says: "is an Okta org too, for `claimgate okta`: groups are in tokens only once that has put them there" },
    "token-seconds": { value: "N", says: "how long ID and access tokens live (default: 300)" },
    ...JSON_OPTION,
  },
  examples: [
    ["npx claimgate idp", "for the app that `claimgate init --provider dev` wrote"],
    [
      "npx claimgate idp --users users.json --port 9000 --client-id spa --redirect-uri http://localhost:3000/callback",
      "people, client and address of your own",
    ],
  ],
  async run(given, io) {
    const settings = settingsOf(given);
    const people = settings.users === undefined ? examplePeople() : await readPeople(settings.users, io);
    const accounts = accountsOf(people);
    const org = given.has("okta") ? await oktaOrg({ ...settings, accounts }) : undefined;
    const served = await serve(settings, accounts, org);
    org?.attach(served);
    io.out(
      given.has("json")
        ? `${JSON.stringify({ issuer: served.issuer, clientId: settings.clientId, redirectUris: settings.redirectUris, ...(org && { apiToken: org.token }) })}\n`
        : greeting(served, settings, accounts, org, io),
    );
    const stopWatching = settings.users === undefined ? () => {} : watch(settings.users, accounts, served, io);
    await io.stopped();
    stopWatching();
    await served.close();
    return 0;
  },
};

interface Settings {
  users: string | undefined;
  port: number;
  clientId: string;
  redirectUris: string[];
  afterSignOut: string[];
  groupsClaim: string;
  audience: string | undefined;
  tokenSeconds: number;
}

function settingsOf({ value, values }: Given): Settings {
  const redirectUris = values("redirect-uri").length > 0 ? [...values("redirect-uri")] : ["http://localhost:5173/callback"];
  redirectUris.forEach((uri) => void originOf(uri, "--redirect-uri"));
  const afterSignOut =
    values("post-logout-uri").length > 0 ? [...values("post-logout-uri")] : redirectUris.map((uri) => `${new URL(uri).origin}/`);
  afterSignOut.forEach((uri) => void originOf(uri, "--post-logout-uri"));
  const audience = value("audience");
  if (audience !== undefined) originOf(audience, "--audience");
  return {
    users: value("users"),
    port: numberOf(value("port") ?? "9000", "--port", 65_535),
    clientId: value("client-id") ?? "app",
    redirectUris,
    afterSignOut: [...new Set(afterSignOut)],
    groupsClaim: value("groups-claim") ?? "groups",
    audience,
    tokenSeconds: numberOf(value("token-seconds") ?? "300", "--token-seconds", 86_400),
  };
}

async function serve(settings: Settings, accounts: Record<string, Account>, org: Org | undefined): Promise<Served> {
  const { port, clientId, redirectUris, afterSignOut, audience, tokenSeconds, groupsClaim } = settings;
  const [{ serveProvider }, { publicClient }] = await Promise.all([import("../idp/serve.js"), import("../idp/provider.js")]);
  const resources: ServeOptions["resources"] = () => ({
    ...(audience && { byDefault: audience }),
    scope: SCOPES.join(" "),
    claimsOf: (claims) => claims,
  });
  try {
    return await serveProvider({
      port,
      clients: [publicClient(clientId, { redirectUris, afterSignOut })],
      origins: [...new Set([...redirectUris, ...afterSignOut].map((uri) => new URL(uri).origin))],
      accounts,
      vocabulary: () => vocabulary(accounts, [groupsClaim, ...(org?.claimNames() ?? [])]),
      resources,
      open: true,
      groupsClaim,
      ...org?.options(resources),
      ttl: { accessToken: tokenSeconds, idToken: tokenSeconds },
    });
  } catch (error) {
    throw refusal(error, port);
  }
}

// Whatever a person's claims are called, an app that asks for `openid` gets them, as from the providers that these claims imitate.
function vocabulary(accounts: Record<string, Account>, more: readonly string[]) {
  const own = [...claimNames(accounts), ...more].filter((name) => !PROFILE.includes(name) && !EMAIL.includes(name));
  return { scopes: SCOPES, claims: { openid: ["sub", ...new Set(own)], profile: PROFILE, email: EMAIL } };
}

function refusal(error: unknown, port: number): unknown {
  const { code, error_description: told } = error as { code?: string; error_description?: string };
  if (code === "EADDRINUSE") return new Fault(`port ${port} is busy`, { hint: "choose another one: --port N" });
  if (code === "EACCES") return new Fault(`port ${port} may not be used`, { hint: "choose one above 1023: --port N" });
  if (code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND") {
    return new Fault("`claimgate idp` needs the package oidc-provider: npm install --save-dev oidc-provider");
  }
  return told ? new Fault(`the provider refuses this client: ${told}`) : error;
}

function greeting(served: Served, settings: Settings, accounts: Record<string, Account>, org: Org | undefined, io: Io): string {
  const { issuer } = served;
  const { clientId, redirectUris, users } = settings;
  const { bold, dim, green } = palette(io);
  const names = Object.keys(accounts).map(printable).join(", ");
  const command = `claimgate okta --org ${issuer} --client-id ${clientId} --map MAP`;
  return `${[
    `${green("development provider")} at ${bold(issuer)}`,
    `  client id      ${clientId}`,
    `  redirect URIs  ${redirectUris.join(", ")}`,
    `  people         ${names || "none yet"}${users === undefined ? "" : dim(` (${users}, read again when it changes)`)}`,
    ...(org ? [`  as Okta        OKTA_API_TOKEN=${org.token} npx ${command}`] : []),
    dim("It asks for no password and listens on this machine only. Ctrl-C ends it."),
  ].join("\n")}\n`;
}

/** Polls, since editors replace a file in ways that a watcher of the file system does not follow. */
function watch(users: string, accounts: Record<string, Account>, served: Served, io: Io): () => void {
  const file = path.resolve(io.cwd, users);
  const read = async () => {
    const fresh = accountsOf(await readPeople(users, io));
    for (const name of Object.keys(accounts)) delete accounts[name];
    Object.assign(accounts, fresh);
    await served.rebuild();
    io.err(`read ${users} again: ${count(Object.keys(accounts).length, "user")}\n`);
  };
  watchFile(file, { interval: 500 }, () => void read().catch((error: Error) => io.err(`${users} is left as it was: ${error.message}\n`)));
  return () => unwatchFile(file);
}

function originOf(uri: string, option: string): string {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.hash) return url.origin;
  throw new Fault(`${shown(uri)} is no address for \`${option}\``, { hint: `${option} http://localhost:5173/callback` });
}

function numberOf(text: string, option: string, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= most) return number;
  throw new Fault(`\`${option}\` takes a whole number up to ${most}`);
}

const SCOPES = ["openid", "offline_access", "profile", "email", "groups"];
const PROFILE = ["name", "given_name", "family_name", "preferred_username", "picture", "locale"];
const EMAIL = ["email", "email_verified"];
