// The development provider, as the package runs it: anybody signs in, and the tokens hold what the file says.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { run as spawn } from "../../www/scripts/run.mjs";
import { importFrom } from "../package/support/packed.mjs";
import { commandLine, until } from "./support/command.mjs";
import { visitor } from "./support/sign-in.mjs";

const CALLBACK = "http://localhost:5999/callback";

let cli;
let idp;
let issuer;
before(async () => {
  cli = await commandLine();
  cli.write("users.json", { ada: { name: "Ada Byron", groups: ["app-admins"], "https://acme.example/roles": ["boss"] }, zoe: {} });
  const audience = ["--audience", "https://api.acme.example"];
  idp = cli.start(["idp", "--users", "users.json", "--port", "0", "--client-id", "spa", "--redirect-uri", CALLBACK, "--json", ...audience]);
  issuer = JSON.parse((await until(() => idp.said.out || idp.said.err)).trim()).issuer;
});
after(async () => {
  await idp?.stop();
  cli?.remove();
});

describe("signing in", () => {
  test("as somebody of the file: every claim is in the ID token, which verifies", async () => {
    const { id_token, access_token } = await signIn({ "continue-as": "ada" });
    const { verifyIdToken, verifyAccessToken } = await importFrom(cli.home, "claimgate/token");
    const jwks = await (await fetch(`${issuer}/jwks`)).json();
    const { claims } = await verifyIdToken(id_token, { issuer, clientId: "spa", jwks, nonce: "n-1" });
    assert.deepEqual(
      [claims.sub, claims.name, claims.groups, claims["https://acme.example/roles"]],
      ["ada", "Ada Byron", ["app-admins"], ["boss"]],
    );
    const access = await verifyAccessToken(access_token, { issuer, audience: "https://api.acme.example", jwks });
    assert.deepEqual(access.claims.groups, ["app-admins"]);
  });

  test("as somebody whom the file does not know, with groups that are typed", async () => {
    const { claims } = await decoded(await signIn({ username: "mallory", groups: "a, b ,," }));
    assert.deepEqual([claims.sub, claims.groups], ["mallory", ["a", "b"]]);
  });

  test("never under a name that is no name", async () => {
    const { begin, go } = visitor(issuer, CALLBACK);
    const { jar, at } = await begin();
    for (const name of ["__proto__", "a b", ""]) assert.equal((await go(jar, at, { username: name })).status, 401);
  });

  test("the page shows people with their groups, and markup of the file as words", async () => {
    cli.write("users.json", { ada: { groups: ["app-admins"] }, ben: { name: "<b>Ben</b>", groups: ["x"], "cognito:groups": ["late"] } });
    await until(() => idp.said.err.includes("read users.json again: 2 users"));
    const { begin, go } = visitor(issuer, CALLBACK);
    const { jar, at } = await begin();
    const page = await (await go(jar, at)).text();
    assert.match(page, /app-admins[\s\S]+&#60;b&#62;Ben/);
    assert.deepEqual((await decoded(await signIn({ "continue-as": "ben" }))).claims["cognito:groups"], ["late"], "a claim that came later");
  });

  test("a file that is broken for a moment changes nothing", async () => {
    cli.write("users.json", "{");
    await until(() => idp.said.err.includes("users.json is left as it was"));
    assert.equal((await decoded(await signIn({ "continue-as": "ada" }))).claims.sub, "ada");
  });
});

describe("what is wrong is said", () => {
  for (const [argv, says] of [
    [["--port", "http"], /`--port` takes a whole number/],
    [["--redirect-uri", "localhost"], /`localhost` is no address for `--redirect-uri`/],
    [["--users", "nobody.json"], /there is no file `nobody.json`/],
    [["--users", "list.json"], /must hold a JSON object/],
    [["--users", "text.json"], /in text\.json, user `ada`: the claims must be an object/],
    [["--users", "names.json"], /user `a b`: a name begins/],
    [["--users", "sub.json"], /user `ada`: the provider itself writes `sub`/],
  ]) {
    test(argv.join(" "), async () => {
      cli.write("list.json", []);
      cli.write("text.json", { ada: "app-admins" });
      cli.write("names.json", { "a b": {} });
      cli.write("sub.json", { ada: { sub: "x" } });
      const { code, err } = await cli.run(["idp", ...argv]);
      assert.equal(code, 2);
      assert.match(err, says);
    });
  }

  test("a port that is taken", async () => {
    const { code, err } = await cli.run(["idp", "--port", new URL(issuer).port]);
    assert.equal(code, 2);
    assert.match(err, /port \d+ is busy\nchoose another one/);
  });

  test("the package that is missing, in one line", async () => {
    const elsewhere = mkdtempSync(path.join(tmpdir(), "claimgate-alone-"));
    try {
      cpSync(path.join(cli.home, "node_modules/claimgate"), path.join(elsewhere, "node_modules/claimgate"), { recursive: true });
      writeFileSync(path.join(elsewhere, "package.json"), "{}");
      const { code, output } = await spawn(process.execPath, ["node_modules/claimgate/dist/cli/main.js", "idp"], { cwd: elsewhere });
      assert.equal(code, 2);
      assert.equal(output, "claimgate: `claimgate idp` needs the package oidc-provider: npm install --save-dev oidc-provider\n");
    } finally {
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });
});

async function signIn(form) {
  const tokens = await visitor(issuer, CALLBACK).signIn(form);
  assert.equal(tokens.allowed, new URL(CALLBACK).origin);
  return tokens;
}

async function decoded({ id_token }) {
  return (await importFrom(cli.home, "claimgate")).decodeToken(id_token);
}
