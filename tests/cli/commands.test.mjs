// What people type and what they are told: findings with their place, reasons, names, exit codes, and never a token.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { at, run as spawn } from "../../www/scripts/run.mjs";
import { commandLine, NOW } from "./support/command.mjs";

const DEMO = readFileSync(at("www/demo/src/role-map.json"), "utf8");
const TOKEN = `${encoded({ alg: "RS256", typ: "JWT" })}.${encoded({ sub: "alice", groups: ["Administrators"], iat: NOW - 60, exp: NOW + 300 })}.c2lnbmF0dXJl`;
let cli;
before(async () => {
  cli = await commandLine();
  cli.write("map.json", DEMO);
  cli.write("broken.json", '{\n  "version": 1,\n  "roles": { "a": { "inherits": ["b"], "alow": [] } }\n}\n');
  cli.write("plain.json", { version: 1, permissions: { "a:b": "" }, groups: [{ match: "$authenticated", allow: ["a:b"] }] });
  cli.write("editor.json", { sub: "bob", groups: ["app-editors"] });
  cli.write("nobody.json", {});
});
after(() => cli?.remove());

describe("usage", () => {
  test("says everything there is, once asked and once not", async () => {
    for (const [argv, code] of [
      [["--help"], 0],
      [["help"], 0],
      [[], 2],
    ]) {
      const { out, err, ...rest } = await cli.run(argv);
      assert.equal(rest.code, code);
      for (const name of ["init", "lint", "explain", "matrix", "types", "decode", "okta", "idp"])
        assert.match(out + err, new RegExp(`^  ${name} `, "m"));
      assert.equal(code === 0 ? err : out, "");
    }
  });

  for (const name of ["init", "lint", "explain", "matrix", "types", "decode", "okta", "idp"]) {
    test(`${name} --help names every option that it takes, with examples`, async () => {
      const { code, out } = await cli.run([name, "--help"]);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`usage {2}claimgate ${name} `));
      assert.match(out, /examples\n {2}# .+\n {2}.*npx claimgate/);
      const [usage] = out.match(/usage {2}.*/);
      for (const [option] of usage.matchAll(/--[a-z-]+/g)) assert.match(out, new RegExp(`^  ${option}\\b`, "m"));
    });
  }

  test("the version is the package's", async () => {
    assert.equal((await cli.run(["--version"])).out.trim(), JSON.parse(readFileSync(at("package.json"), "utf8")).version);
  });

  for (const [argv, says] of [
    [["lnt"], /there is no command `lnt`\ndid you mean `lint`/],
    [["lint", "--stict", "map.json"], /there is no option `--stict`\ndid you mean `--strict`/],
    [["lint"], /an argument is missing\nusage: claimgate lint MAP/],
    [["lint", "map.json", "other.json"], /an argument too many: `other.json`/],
    [["lint", "map.jsn"], /there is no file `map.jsn`\ndid you mean `map.json`/],
    [["lint", "missing/map.json"], /there is no file `missing\/map.json`\nnor a folder `missing`/],
    [["lint", "."], /`\.` is a folder/],
    [["lint", "map.json", "--ignore", "dney"], /`dney` is no warning of lint\ndid you mean `deny`/],
    [["explain", "map.json", "projects:read"], /`--claims FILE` is missing/],
    [["explain", "map.json", "--claims"], /`--claims` needs a value: `--claims FILE`/],
    [["explain", "map.json", "--claims", "editor.json", "x", "--side", "clint"], /there is no side `clint`/],
    [["explain", "map.json", "--claims", "editor.json", "x", "--now", "tomorrow"], /`tomorrow` is no time/],
    [["types", "map.json", "--check"], /`--check` needs `--out FILE`/],
    [["types", "map.json", "--out", "names.js"], /`names.js` is no TypeScript file/],
    [["matrix", "map.json", "--html", "no/such/page.html"], /`no\/such\/page.html` cannot be written \(ENOENT\)/],
    [["lint", "map.json", "--json=1"], /`--json` takes no value/],
    [["types", "map.json", "--out", "a.ts", "--out", "b.ts"], /`--out` is given twice/],
  ]) {
    test(`${argv.join(" ")} is refused with the way out`, async () => {
      const { code, out, err } = await cli.run(argv);
      assert.equal(code, 2);
      const told = argv.includes("--json") ? out : err;
      assert.match(told, says);
      assert.doesNotMatch(told, /^\s+at /m);
    });
  }
});

describe("a token that is typed", () => {
  const opaque = "00OqkZbHmXqmVGzFzLr4dKz3zYmB3a8Yh9J3cT2kWq0";
  for (const [what, token] of [
    ["signed", TOKEN],
    ["broken", `${TOKEN.slice(0, 40)}!${TOKEN.slice(41)}`],
    ["opaque", opaque],
  ]) {
    for (const argv of [
      [token],
      ["lint", token],
      ["decode", token, token],
      ["explain", token, "--claims", token, token],
      [`--${token}`],
      ["lint", `--${token}`],
    ]) {
      test(`${what}: ${argv.map((each) => each.replace(token, "TOKEN")).join(" ")} never repeats it`, async () => {
        const { code, out, err } = await cli.run(argv);
        assert.equal(code, 2);
        assert.ok(err.length > 20);
        for (const part of token.split(".").filter((each) => each.length > 8)) assert.ok(!(out + err).includes(part.slice(0, 12)), err);
      });
    }
  }

  test("one that is no token is refused by its code, without a word of it", async () => {
    const { code, err } = await cli.run(["decode", "not.a.token"]);
    assert.equal(code, 2);
    assert.match(err, /jwt_malformed/);
    assert.doesNotMatch(err, /not\.a/);
  });
});

describe("lint", () => {
  test("gives each fault its place, its line and the way out, and fails", async () => {
    const { code, out } = await cli.run(["lint", "broken.json"]);
    assert.equal(code, 1);
    assert.match(
      out,
      /broken\.json:3:34 {2}error unknown_role\n {2}there is no such role: `b`\n {2}3 \| .+\n {4}\| +\^\n {2}at \/roles\/a\/inherits\/0\n {2}help: /,
    );
    assert.match(out, /unknown_key[\s\S]+2 errors, 0 warnings\n$/);
    const [source, mark] = out.split("\n").slice(2, 4);
    assert.equal(source.slice(mark.indexOf("^"), mark.indexOf("^") + 3), '"b"');
  });

  test("warnings fail only when asked to, less those that are meant", async () => {
    const code = async (...argv) => (await cli.run(["lint", "map.json", ...argv])).code;
    assert.deepEqual(
      [await code(), await code("--strict"), await code("--strict", "--ignore", "deny", "--ignore", "lifts_rules")],
      [0, 1, 0],
    );
  });

  test("a map without fault says how much there is", async () => {
    assert.equal((await cli.run(["lint", "plain.json"])).out, "plain.json: no findings (1 permission, 0 roles, 1 group entry, 0 routes)\n");
  });

  test("reads standard input, and gives programs what the API gives", async () => {
    const { code, out } = await cli.run(["lint", "-", "--json"], { input: DEMO });
    const { ok, findings } = JSON.parse(out);
    assert.deepEqual([code, ok, findings.map((finding) => finding.code)], [0, true, ["deny", "lifts_rules"]]);
    assert.deepEqual(Object.keys(findings[0]), ["level", "code", "pointer", "line", "column", "message", "help"]);
  });

  test("what is no JSON is a finding, with its place", async () => {
    const { code, out } = await cli.run(["lint", "-"], { input: '{\n  "version": 1,,\n}' });
    assert.equal(code, 1);
    assert.match(out, /^standard input:2:\d+ {2}error not_json/);
  });

  test("control characters of a map do not reach the terminal", async () => {
    const { out } = await cli.run(["lint", "-"], { input: '{ "version": 1, "roles": { "a\\u001b[31m": {} }, "\u202e": "" }' });
    assert.match(out, /\\u001b\[31m[\s\S]+\\u202e/);
    assert.doesNotMatch(out.replaceAll("\n", ""), /[\u202e\p{Cc}]/u);
  });

  test("knows every warning that Rust knows, and no other", async () => {
    const words = readFileSync(at("src/finding/told/words.rs"), "utf8");
    const [, warnings] = words.match(/\n {4}warning,\n([\s\S]*?)\n\}/);
    const { WARNINGS } = await import(path.join(cli.home, "node_modules/claimgate/dist/cli/lint.js"));
    assert.deepEqual([...WARNINGS].sort(), [...warnings.matchAll(/^ {4}"([a-z_]+)"/gm)].map(([, code]) => code).sort());
  });
});

describe("explain", () => {
  test("a permission that is allowed: the chain, and 0", async () => {
    const { code, out } = await cli.run(["explain", "map.json", "--claims", "editor.json", "projects:write"]);
    assert.equal(code, 0);
    assert.match(out, /^allowed: `projects:write`[\s\S]+claim id:\/groups → group `app-editors` → entry \/groups\/1 → role `editor`/);
  });

  test("one that is denied: who would have it, and 1", async () => {
    const { code, out } = await cli.run(["explain", "map.json", "--claims", "editor.json", "projects:delete"]);
    assert.equal(code, 1);
    assert.match(out, /^denied: `projects:delete` \(no_grant\)[\s\S]+roles that would grant it: `admin`/);
  });

  test("a misspelt one: what is near", async () => {
    const { code, out } = await cli.run(["explain", "map.json", "--claims", "editor.json", "projects:wrte"]);
    assert.equal(code, 1);
    assert.match(out, /unknown_permission[\s\S]+near: `projects:write`/);
  });

  test("a path: each rule, for a stranger too", async () => {
    const editor = await cli.run(["explain", "map.json", "--claims", "editor.json", "/projects/7/edit"]);
    assert.equal(editor.code, 0);
    assert.match(editor.out, /rule \/projects\/:id\/\*: allow[\s\S]+rule \/projects\/:id\/edit: allow/);
    const stranger = await cli.run(["explain", "map.json", "--claims", "nobody.json", "/projects"]);
    assert.equal(stranger.code, 1);
    assert.match(stranger.out, /sign_in \(signed_out\)/);
  });

  test("the other side reads the access token", async () => {
    cli.write("access.json", { access: { sub: "alice", groups: ["Administrators"] } });
    const code = async (claims, ...argv) => (await cli.run(["explain", "map.json", "--claims", claims, "projects:delete", ...argv])).code;
    assert.deepEqual([await code("access.json"), await code("access.json", "--side", "api")], [1, 0]);
    assert.deepEqual(
      [
        await code("editor.json", "--side", "api"),
        (await cli.run(["explain", "map.json", "--claims", "editor.json", "projects:write", "--side", "api"])).code,
      ],
      [1, 0],
    );
  });

  test("a misspelt source is refused, not taken for a claim", async () => {
    cli.write("misspelt.json", { id: { sub: "bob" }, acess: { groups: ["Administrators"] } });
    const { code, err } = await cli.run(["explain", "map.json", "--claims", "misspelt.json", "projects:read"]);
    assert.equal(code, 2);
    assert.match(err, /`acess` is no source of claims\ndid you mean `access`/);
  });

  test("time is an argument", async () => {
    cli.write("fresh.json", { version: 1, routes: { rules: [{ path: "/vault", stepUp: { maxAge: 300 } }] } });
    cli.write("timed.json", { sub: "a", auth_time: NOW - 100 });
    const outcome = async (...argv) =>
      JSON.parse((await cli.run(["explain", "fresh.json", "--claims", "timed.json", "/vault", "--json", ...argv])).out).outcome;
    assert.deepEqual(
      [await outcome(), await outcome("--now", String(NOW + 300)), await outcome("--now", "2026-11-22T09:33:00Z")],
      ["allow", "step_up", "allow"],
    );
  });

  test("takes what decode gives, over standard input", async () => {
    const { out } = await cli.run(["decode", TOKEN, "--json"]);
    const { code } = await cli.run(["explain", "map.json", "--claims", "-", "/admin"], { input: out });
    assert.equal(code, 0);
  });

  test("claims that are no JSON are refused with file, line and column, and not repeated", async () => {
    cli.write("claims.json", '{ "sub": "alice",\n  "email": secret@acme.example }');
    const { code, err } = await cli.run(["explain", "map.json", "--claims", "claims.json", "projects:read"]);
    assert.equal(code, 2);
    assert.match(err, /claims\.json:2:\d+: this is not JSON/);
    assert.doesNotMatch(err, /secret/);
  });

  test("a map that is refused shows its findings, and is 2", async () => {
    const { code, err } = await cli.run(["explain", "broken.json", "--claims", "editor.json", "x"]);
    assert.equal(code, 2);
    assert.match(err, /broken\.json:3:34 {2}error unknown_role[\s\S]+the role map `broken\.json` is refused/);
    const json = await cli.run(["explain", "broken.json", "--claims", "editor.json", "x", "--json"]);
    assert.equal(JSON.parse(json.out).error.findings.length, 2);
  });
});

describe("decode", () => {
  test("shows header, claims and times in words, and says what it is not", async () => {
    const { code, out } = await cli.run(["decode", "-"], { input: `Bearer ${TOKEN}\n` });
    assert.equal(code, 0);
    assert.match(out, /^not verified/);
    assert.match(out, /"Administrators"/);
    assert.match(out, /iat +2026-11-22 09:29:00 UTC, 1 minute ago/);
    assert.match(out, /exp +2026-11-22 09:35:00 UTC, in 5 minutes/);
    assert.doesNotMatch(out, /has expired/);
  });

  test("an old one has expired by its own word, which is no finding", async () => {
    const { code, out } = await cli.run(["decode", TOKEN], { now: NOW + 86_400 * 3 });
    assert.equal(code, 0);
    assert.match(out, /exp .+, 2 days ago[\s\S]+has expired/);
  });

  test("for programs", async () => {
    const { verified, header, claims } = JSON.parse((await cli.run(["decode", TOKEN, "--json"])).out);
    assert.deepEqual([verified, header.alg, claims.sub], [false, "RS256", "alice"]);
  });

  test("a file in place of a token: how to read it", async () => {
    const { code, err } = await cli.run(["decode", "map.json"]);
    assert.equal(code, 2);
    assert.match(err, /claimgate decode - < map\.json/);
  });

  test("sends nothing and opens nothing", async () => {
    const watched = `for (const name of ["net", "dns", "http", "https", "tls"]) {
      const module = await import("node:" + name);
      for (const key of Object.keys(module.default)) if (typeof module.default[key] === "function" && /^(connect|createConnection|request|get|lookup)$/.test(key)) module.default[key] = () => { console.error("WENT OUT"); process.exit(7); };
    }
    globalThis.fetch = () => { console.error("WENT OUT"); process.exit(7); };
    process.argv = ["node", "claimgate", "decode", ${JSON.stringify(TOKEN)}];
    await import(${JSON.stringify(cli.main)});`;
    const { code, output } = await spawn(process.execPath, ["--input-type=module", "--eval", watched], { cwd: cli.folder });
    assert.equal(code, 0, output);
    assert.match(output, /not verified/);
  });
});

describe("types", () => {
  test("names permissions with captures as templates, roles and routes", async () => {
    const { code, out } = await cli.run(["types", "map.json"]);
    assert.equal(code, 0);
    assert.match(out, /export type Permission =\n {2}\| "projects:read"[\s\S]+\n {2}\| `project:\$\{string\}:read`\n/);
    assert.match(out, /export type Role =\n {2}\| "viewer"/);
    assert.match(out, /export type Route =\n {2}\| "\/"[\s\S]+"\/admin\/\*";/);
  });

  test("a map without names: any permission, any role, no route", async () => {
    const { out } = await cli.run(["types", "-"], { input: '{ "version": 1 }' });
    assert.match(out, /Permission = string;[\s\S]+Role = string;[\s\S]+Route = never;/);
  });

  test("what is written compiles, and --check tells when it is behind", async () => {
    assert.equal((await cli.run(["types", "map.json", "--out", "names.ts"])).code, 0);
    cli.write(
      "use.ts",
      'import type { Permission, Role, Route } from "./names.js";\nexport const all: [Permission, Role, Route] = ["project:7:read", "admin", "/billing"];\n// @ts-expect-error misspelt\nexport const no: Permission = "projects:wrte";\n',
    );
    const options = ["--noEmit", "--strict", "--module", "nodenext", "--types", "", "--ignoreConfig", "use.ts"];
    const { code, output } = await spawn(process.execPath, [at("node_modules/typescript/bin/tsc"), ...options], { cwd: cli.folder });
    assert.equal(code, 0, output);
    const check = () => cli.run(["types", "map.json", "--out", "names.ts", "--check"]);
    assert.equal((await check()).code, 0);
    cli.write("names.ts", `${readFileSync(path.join(cli.folder, "names.ts"), "utf8")}// changed`);
    const behind = await check();
    assert.equal(behind.code, 1);
    assert.match(behind.err, /names\.ts is not what the role map says/);
  });
});

describe("the program", () => {
  test("runs by its name in node_modules/.bin, without colours in a pipe", async () => {
    const bin = path.join(cli.home, "node_modules/.bin/claimgate");
    const { code, stdout } = await spawn(bin, ["lint", "broken.json"], { cwd: cli.folder, env: { FORCE_COLOR: "1" } });
    assert.equal(code, 1);
    assert.ok(stdout.includes("unknown_role") && !stdout.includes("\u001b"));
  });

  test("paints for a terminal", async () => {
    const { out } = await cli.run(["lint", "broken.json"], { colour: true });
    assert.ok(out.includes("\u001b[31merror\u001b[0m"));
  });

  test("ends quietly when nobody reads on", async () => {
    const script = `node ${JSON.stringify(cli.main)} matrix map.json --json | head -c 10`;
    const { code, output } = await spawn("sh", ["-c", script], { cwd: cli.folder });
    assert.deepEqual([code, output.length], [0, 10]);
  });
});

function encoded(part) {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
