// From a role map to tokens, the whole way: the command as its own process, the development provider as the org, and a sign-in.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { run as spawn } from "../../www/scripts/run.mjs";
import { importFrom } from "../package/support/packed.mjs";
import { commandLine, until } from "./support/command.mjs";
import { visitor } from "./support/sign-in.mjs";

const CALLBACK = "http://localhost:5999/callback";
const LISTED = { version: 1, claims: "okta-custom", groups: ["app-admins", "app-editors"].map((match) => ({ match, allow: [] })) };
const PATTERN = { version: 1, claims: "okta-custom", groups: [...LISTED.groups, { match: "proj-{id}-reader", allow: [] }] };

let cli;
let idp;
let issuer;
let apiToken;
before(async () => {
  cli = await commandLine();
  cli.write("users.json", { ada: { name: "Ada", groups: ["app-admins", "chess-club", "proj-7-reader"] }, ed: { groups: ["app-editors"] } });
  cli.write("listed.json", LISTED);
  cli.write("pattern.json", PATTERN);
  const audience = ["--audience", "https://api.acme.example"];
  const who = ["--users", "users.json", "--client-id", "spa", "--redirect-uri", CALLBACK];
  idp = cli.start(["idp", "--okta", ...who, ...audience, "--port", "0"]);
  const said = await until(() => idp.said.out || idp.said.err);
  [, apiToken, issuer] = /OKTA_API_TOKEN=(\w{42}) npx claimgate okta --org (\S+) --client-id spa --map MAP\n/.exec(said);
});
after(async () => {
  await idp?.stop();
  cli?.remove();
});

test("the plan says what is missing and what would be sent, and changes nothing", async () => {
  const first = await okta("--map", "listed.json");
  assert.equal(first.code, 1);
  assert.match(first.output, /✓ app-admins {3}00g\w{17}\n {2}✓ app-editors {2}00g/);
  assert.match(first.output, /\+ scope `groups`: new.+\n {6}POST \/api\/v1\/authorizationServers\/default\/scopes \{"name":"groups"/);
  assert.match(
    first.output,
    /\+ allow list of the app: .+ 2 more, 0 less.+\n {6}PUT \/api\/v1\/apps\/spa \{"profile":\{"groupwhitelist":\["00g/,
  );
  assert.match(
    first.output,
    /\+ claim `groups` of the ID token: new, Always: `getFilteredGroups\(app\.profile\.groupwhitelist, "group\.name", 100\)`/,
  );
  assert.match(first.output, /\+ Trusted Origin http:\/\/localhost:5999: new, for CORS/);
  assert.match(first.output, /issuer: ".+"\n {2}"claims": "okta-custom"\n/);
  assert.match(first.output, /5 changes to make: the same with --apply makes them\n$/);
  assert.equal((await okta("--map", "listed.json")).output, first.output);
  const { error_description: why, allowed } = await visitor(issuer, CALLBACK).signIn({ "continue-as": "ada" });
  assert.deepEqual([allowed, why], [null, "origin http://localhost:5999 not allowed for client: spa"]);
});

test("with --apply tokens hold just the groups of the map, and the page's origin may read them; a second run has nothing to do", async () => {
  const { code, output } = await okta("--map", "listed.json", "--apply", { asProcess: true });
  assert.equal(code, 0, output);
  assert.match(output, /(done .+\n){5}5 changes made\n$/);
  assert.deepEqual(await groupsOf("ada"), { id: ["app-admins"], access: ["app-admins"], allowed: "http://localhost:5999" });
  assert.deepEqual((await groupsOf("ed")).id, ["app-editors"]);
  const again = await okta("--map", "listed.json", "--apply");
  assert.equal(again.code, 0);
  assert.match(again.output, /\nnothing to do\n$/);
  assert.equal((await okta("--map", "listed.json")).code, 0);
});

test("a group that the map names no longer leaves the tokens", async () => {
  cli.write("fewer.json", { ...LISTED, groups: LISTED.groups.slice(0, 1) });
  assert.match((await okta("--map", "fewer.json", "--apply")).output, /`profile\.groupwhitelist` of 1: 0 more, 1 less[\s\S]+1 change made/);
  assert.deepEqual((await groupsOf("ed")).id, []);
});

test("a template is no list: the claim becomes a filter, said aloud since the server shares it", async () => {
  const { code, output } = await okta("--map", "pattern.json", "--apply");
  assert.equal(code, 0, output);
  assert.match(output, /~ proj-\{id\}-reader {2}any number of groups: no list holds them/);
  assert.match(output, /warning the claim `groups` of the ID token of the server `default` is there, and another one: `getFilteredGroups/);
  assert.deepEqual((await groupsOf("ada")).access, ["app-admins", "proj-7-reader"]);
});

test("a claim of another name stands beside it", async () => {
  const { output } = await okta("--map", "listed.json", "--claim", "GroupsClaim", "--apply");
  assert.match(output, /"claims": \{"preset":"okta-custom","claim":"GroupsClaim"\} \(not what the map has\)/);
  const { id_token } = await visitor(issuer, CALLBACK).signIn({ "continue-as": "ada" });
  assert.deepEqual((await claimsOf(id_token)).GroupsClaim, ["app-admins"]);
});

test("a claim that is not Always is missing from the ID token, which is found and mended", async () => {
  const headers = { authorization: `SSWS ${apiToken}` };
  const claims = await (await fetch(`${issuer}/api/v1/authorizationServers/default/claims`, { headers })).json();
  const claim = claims.find(({ name, claimType }) => name === "groups" && claimType === "IDENTITY");
  const address = `${issuer}/api/v1/authorizationServers/default/claims/${claim.id}`;
  await fetch(address, { method: "PUT", headers, body: JSON.stringify({ ...claim, alwaysIncludeInToken: false }) });
  assert.equal((await groupsOf("ada")).id, undefined);
  assert.match(
    (await okta("--map", "pattern.json", "--apply")).output,
    /, not Always\n[\s\S]+done claim `groups` of the ID token\n1 change made/,
  );
  assert.deepEqual((await groupsOf("ada")).id, ["app-admins", "proj-7-reader"]);
});

test("the org that the provider is lets nobody in without the token that it printed", async () => {
  const { code, output } = await okta("--map", "listed.json", { token: "another" });
  assert.equal(code, 2);
  assert.match(output, /does not take the API token: Invalid token provided \(E0000011\)\nOKTA_API_TOKEN must hold an active token/);
});

/** The token is in its environment, and never in what it says. */
async function okta(...argv) {
  const { token = apiToken, asProcess = false } = typeof argv.at(-1) === "object" ? argv.pop() : {};
  const args = ["okta", "--org", issuer, "--client-id", "spa", ...argv];
  const env = { OKTA_API_TOKEN: token };
  const { code, output } = asProcess ? await spawn(process.execPath, [cli.main, ...args], { cwd: cli.folder, env }) : await here(args, env);
  assert.ok(!output.includes(token));
  return { code, output };
}

async function here(args, env) {
  const { code, out, err } = await cli.run(args, { env });
  return { code, output: out + err };
}

async function groupsOf(name) {
  const { id_token, access_token, allowed } = await visitor(issuer, CALLBACK).signIn({ "continue-as": name });
  return { id: (await claimsOf(id_token)).groups, access: (await claimsOf(access_token)).groups, allowed };
}

async function claimsOf(token) {
  return (await importFrom(cli.home, "claimgate")).decodeToken(token).claims;
}
