// The package as users get it: packed, installed without a network, imported, compiled against, and asked.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { at, run, tool } from "../../www/scripts/run.mjs";
import { importFrom, install, link, pack } from "./support/packed.mjs";
import { vectorFiles } from "./support/vector-files.mjs";
import { runRoleMapVectors, runTokenVectors } from "./support/vectors.mjs";

const scratch = mkdtempSync(path.join(tmpdir(), "claimgate-packed-"));
const consumer = path.join(scratch, "consumer");
const roleMap = JSON.parse(readFileSync(at("www/demo/src/role-map.json"), "utf8"));
let packed;
let manifest;
before(async () => {
  packed = await pack(scratch);
  await install(packed.tarball, consumer);
  manifest = JSON.parse(readFileSync(path.join(consumer, "node_modules/claimgate/package.json"), "utf8"));
});
after(() => rmSync(scratch, { recursive: true, force: true }));

describe("the tarball", () => {
  test("holds the built code, its types, the schema, the licences and the readme, and nothing else", () => {
    const built = /^dist\/(.+\.(js|d\.ts)|cli\/templates\/[a-z-]+\.(tsx|css))$/;
    const others = packed.files.filter((file) => !built.test(file)).sort();
    assert.deepEqual(others, [
      "LICENSE-APACHE",
      "LICENSE-MIT",
      "README.md",
      "dist/claimgate.wasm",
      "dist/role-map.schema.json",
      "package.json",
    ]);
  });

  test("holds no file that neither an entry point nor the command line reaches", () => {
    const named = [...reachedFrom([...entryFiles(), ...Object.values(manifest.bin)])].map((file) => file.replace(/^\.\//, ""));
    const dist = packed.files.filter((file) => file.startsWith("dist/") && !file.startsWith("dist/cli/templates/"));
    assert.deepEqual(
      dist.filter((file) => !named.includes(file) && !named.includes(file.replace(/\.d\.ts$/, ".js"))),
      [],
    );
    assert.deepEqual(
      named.filter((file) => !dist.includes(file)),
      [],
      "imported but not packed",
    );
  });

  test("keeps Node and the command line out of what an app imports", () => {
    const reached = [...reachedFrom(entryFiles())];
    assert.ok(reached.length > 20);
    for (const file of reached.filter((each) => each.endsWith(".js"))) {
      assert.doesNotMatch(file, /^\.\/dist\/(cli|idp)\//);
      assert.doesNotMatch(readFileSync(path.join(consumer, "node_modules/claimgate", file), "utf8"), /["']node:/, file);
    }
  });

  test("names no path of the machine that built it, and loads nothing from elsewhere", () => {
    for (const file of packed.files.filter((file) => file.endsWith(".js"))) {
      const text = readFileSync(path.join(consumer, "node_modules/claimgate", file), "utf8");
      assert.ok(!text.includes(at()), file);
      const elsewhere = /^dist\/(cli|idp)\//.test(file) ? /^import .*from\s*["'](?!\.|node:)/m : FROM_ELSEWHERE;
      assert.doesNotMatch(text, elsewhere, file);
    }
  });

  test("holds no path of the machine in its WebAssembly either", async () => {
    const { bytes } = await import(pathToFileURL(path.join(consumer, "node_modules/claimgate/dist/wasm/inline.js")).href);
    const wasm = Buffer.from(bytes());
    assert.equal(wasm.subarray(0, 4).toString("latin1"), "\0asm");
    for (const part of [path.dirname(at()), homedir(), ".cargo", ".rustup"]) assert.ok(!wasm.includes(part), part);
  });

  test("keeps lint and what an API judges out of what every page loads", async () => {
    const bytesOf = async (file) => {
      const { bytes } = await import(pathToFileURL(path.join(consumer, "node_modules/claimgate/dist/wasm", file)).href);
      return Buffer.from(bytes());
    };
    const [page, tools] = await Promise.all([bytesOf("inline.js"), bytesOf("tools-inline.js")]);
    const exported = (wasm) => WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map(({ name }) => name);
    for (const [name, words] of [
      ["lint", "nothing gives this role"],
      ["verifyProof", "this is no proof"],
    ]) {
      assert.ok(exported(tools).includes(name) && tools.includes(words));
      assert.ok(!exported(page).includes(name) && !page.includes(words));
    }
    const eager = new Set(["dist/index.js"]);
    for (const file of eager) for (const next of importsOf(file, { lazy: false })) eager.add(next.slice(2));
    assert.ok(eager.has("dist/wasm/inline.js") && !eager.has("dist/wasm/tools.js") && !eager.has("dist/wasm/tools-inline.js"));
  });

  test("reaches the devtools from their own entry point alone", () => {
    for (const [entry, target] of Object.entries(manifest.exports).filter(([, target]) => typeof target === "object")) {
      const reached = new Set([target.default]);
      for (const file of reached) for (const next of importsOf(file)) reached.add(next);
      const devtools = [...reached].filter((file) => /\/devtools\/|react-dom/.test(file));
      assert.equal(devtools.length > 0, entry === "./devtools", entry);
    }
  });

  test("keeps testing and the API's guard out of what every page loads", () => {
    for (const entry of [".", "./react", "./react-router", "./tanstack-router", "./token", "./server"]) {
      const loaded = new Set([manifest.exports[entry].default.slice(2)]);
      for (const file of loaded) for (const next of importsOf(file)) loaded.add(next.slice(2));
      const others = [...loaded].filter(
        (file) => /^dist\/(testing|server)\//.test(file) && !(entry === "./server" && file.includes("/server/")),
      );
      assert.deepEqual(others, [], entry);
    }
  });

  test("depends on nothing and runs nothing when it is installed", () => {
    assert.deepEqual(Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }), []);
    assert.deepEqual(
      Object.keys(manifest.scripts ?? {}).filter((name) => /install|^prepare$|uninstall/.test(name)),
      [],
    );
    assert.deepEqual(
      Object.keys(manifest.peerDependenciesMeta).sort(),
      Object.keys(manifest.peerDependencies).sort(),
      "all peers are optional",
    );
    assert.deepEqual(
      readdirSync(path.join(consumer, "node_modules")).filter((name) => !name.startsWith(".")),
      ["claimgate"],
    );
  });

  test("has an entry point for each path of its manifest", () => {
    for (const target of Object.values(manifest.exports)) {
      for (const file of typeof target === "string" ? [target] : Object.values(target)) {
        assert.ok(existsSync(path.join(consumer, "node_modules/claimgate", file)), file);
      }
    }
  });
});

describe("in Node, without React", () => {
  test("the root imports", async () => {
    assert.deepEqual(await namesOf("claimgate"), ["GateError", "createGate", "decodeToken", "loadPolicy"]);
  });

  test("the tokens import", async () => {
    assert.deepEqual(await namesOf("claimgate/token"), ["GateError", "decodeToken", "verifyAccessToken", "verifyIdToken"]);
  });

  test("the guard of an API imports", async () => {
    assert.deepEqual(await namesOf("claimgate/server"), ["ApiError", "GateError", "createApiGuard"]);
  });

  test("the helpers for tests import", async () => {
    assert.deepEqual(await namesOf("claimgate/testing"), ["GateError", "createTestGate", "createTokenMint", "describeRoleMap"]);
  });

  test("the slim build imports as the root does", async () => {
    assert.deepEqual(await namesOf("claimgate/slim"), await namesOf("claimgate"));
  });

  test("a path that is not exported does not", async () => {
    await assert.rejects(namesOf("claimgate/dist/load.js"), /ERR_PACKAGE_PATH_NOT_EXPORTED/);
  });

  test("a gate touches nothing before it is started, and is pending then", async () => {
    const said = await inNode(`
      for (const name of ["window", "document", "location", "sessionStorage", "localStorage", "indexedDB", "fetch", "navigator"]) {
        Object.defineProperty(globalThis, name, { configurable: true, get() { throw new Error("touched " + name); } });
      }
      const { createGate } = await import("claimgate");
      const gate = createGate({ issuer: "https://idp.example", clientId: "app", roleMap: ${JSON.stringify(roleMap)} });
      const before = gate.getSnapshot();
      delete globalThis.window;
      const after = await gate.start();
      console.log(JSON.stringify({
        before: before.status, after: after.status, same: before === after, frozen: Object.isFrozen(after),
        can: gate.can("projects:read"), check: gate.check("projects:read"), route: gate.route("/admin"), landing: gate.landing(),
      }));`);
    assert.deepEqual(JSON.parse(said), {
      before: "pending",
      after: "pending",
      same: true,
      frozen: true,
      can: false,
      check: { outcome: "pending", reason: "pending" },
      route: { outcome: "pending", reason: "pending", redirectTo: null },
      landing: "/",
    });
  });
});

describe("in Node, with React and its routers", () => {
  before(() => link(consumer, ["react", "react-dom", "react-router", "@tanstack/react-router", "@types/react"]));

  test("the components and hooks import", async () => {
    const promised = "Callback Can GateProvider Landing RouteGuard SignedIn SignedOut useCan useDecision useGate useUser";
    assert.deepEqual(missing(await namesOf("claimgate/react"), promised), []);
  });

  test("the React Router adapters import", async () => {
    assert.deepEqual(missing(await namesOf("claimgate/react-router"), "GateGuard gateCallback gateMiddleware"), []);
  });

  test("the devtools import, by name and for `lazy`", async () => {
    assert.deepEqual(await namesOf("claimgate/devtools"), ["GateDevtools", "default", "withDevtools"]);
  });

  test("the TanStack Router adapters import", async () => {
    assert.deepEqual(missing(await namesOf("claimgate/tanstack-router"), "RouteRefusal gateBeforeLoad gateCallback"), []);
  });

  test("React renders the pending state on a server", async () => {
    const said = await inNode(`
      const [{ createElement: h }, { renderToString }, { createGate }, { GateProvider, SignedIn, SignedOut, Can }] =
        await Promise.all([import("react"), import("react-dom/server"), import("claimgate"), import("claimgate/react")]);
      const gate = createGate({ issuer: "https://idp.example", clientId: "app", roleMap: ${JSON.stringify(roleMap)} });
      console.log(renderToString(h(GateProvider, { gate }, "page", h(SignedIn, null, "in"), h(SignedOut, null, "out"),
        h(Can, { permission: "projects:read" }, "may"))));`);
    assert.equal(said.trim(), "page");
  });

  for (const [module, moduleResolution] of [
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ]) {
    test(`types resolve under ${moduleResolution}, and a misspelt permission does not compile`, async () => {
      const compiled = await compile(CONSUMER, { module, moduleResolution });
      assert.equal(compiled.code, 0, compiled.output);
      const misspelt = await compile(CONSUMER.replace('permission="projects:write"', 'permission="projects:wrote"'), {
        module,
        moduleResolution,
      });
      assert.notEqual(misspelt.code, 0);
      assert.match(misspelt.output, /projects:wrote/);
    });
  }
});

describe("the two sample tokens", () => {
  const seeds = vectorFiles("token").find(([file]) => file === "seeds.json")[1];
  const [org, custom] = seeds.filter(({ ask }) => ask === "decode");

  test("decode to what they hold", async () => {
    const { decodeToken } = await importFrom(consumer, "claimgate");
    assert.deepEqual(decodeToken(org.token).claims.groups, org.expect.claims.groups);
    assert.equal(decodeToken(custom.token).claims.groups, undefined);
    assert.deepEqual(decodeToken(custom.token).claims.mygroupWhitelist, custom.expect.claims.mygroupWhitelist);
  });

  test("never verify: their keys are gone", async () => {
    const { verifyIdToken } = await importFrom(consumer, "claimgate/token");
    for (const { token, expect } of [org, custom]) {
      const { iss, aud, iat } = expect.claims;
      const verified = verifyIdToken(token, { issuer: iss, clientId: aud, jwks: { keys: [] }, now: iat });
      await assert.rejects(verified, { name: "GateError", code: "jwt_key_missing" });
    }
  });

  test("give their groups to a claim source that names the claim", async () => {
    const { loadPolicy, decodeToken } = await importFrom(consumer, "claimgate");
    for (const [{ token }, claim] of [
      [org, "groups"],
      [custom, "mygroupWhitelist"],
    ]) {
      const { claims } = decodeToken(token);
      const half = { groups: { sources: [{ token: "id", path: [claim] }] } };
      const policy = await loadPolicy({
        version: 1,
        roles: { coast: { allow: ["coast:read"] } },
        groups: [{ match: "WestCoastDivision", roles: ["coast"] }],
        claims: { client: half },
      });
      const access = policy.access({ id: claims });
      assert.deepEqual([...access.groups.values].sort(), [...claims[claim]].sort());
      assert.equal(access.can("coast:read"), claims[claim].includes("WestCoastDivision"));
    }
  });
});

describe("the policy alone", () => {
  test("answers for a person and for a stranger", async () => {
    const { loadPolicy } = await importFrom(consumer, "claimgate");
    const policy = await loadPolicy(JSON.stringify(roleMap));
    assert.match(policy.digest, /^[0-9a-f]{64}$/);
    assert.equal((await loadPolicy(roleMap)).digest, policy.digest);
    const carol = policy.access({ id: { sub: "carol", groups: ["proj-42-reader"] } });
    assert.deepEqual(carol.check("project:42:read"), { outcome: "allowed", reason: "granted" });
    assert.equal(carol.can("project:57:read"), false);
    assert.equal(carol.canSome("project:*:read"), true);
    assert.equal(carol.landing(), "/projects");
    assert.equal(policy.access({}).route("/projects").outcome, "sign_in");
    assert.equal(policy.access({ access: { sub: "alice", groups: ["Administrators"] } }, { side: "api" }).can("admin:users:manage"), true);
  });

  test("refuses a map with every finding, by line where it was text", async () => {
    const { loadPolicy, GateError } = await importFrom(consumer, "claimgate");
    const bad = '{\n  "version": 1,\n  "roles": { "a": { "inherits": ["b"] } },\n  "groups": [{ "match": "x", "roles": ["c"] }]\n}';
    const refused = await loadPolicy(bad).catch((error) => error);
    assert.ok(refused instanceof GateError);
    assert.equal(refused.code, "map_invalid");
    assert.deepEqual(
      refused.findings.filter(({ level }) => level === "error").map(({ pointer, line }) => [pointer, line]),
      [
        ["/roles/a/inherits/0", 3],
        ["/groups/0/roles/0", 4],
      ],
    );
    const without = await loadPolicy(JSON.parse(bad)).catch((error) => error);
    assert.deepEqual(
      without.findings.map(({ line }) => line),
      without.findings.map(() => null),
    );
  });
});

describe("the vectors, in Node", () => {
  test("of tokens", async () => {
    const { ran, mismatches } = await runTokenVectors(vectorFiles("token"), await importFrom(consumer, "claimgate/token"));
    assert.deepEqual(mismatches, []);
    assert.ok(ran > 500, `only ${ran}`);
  });

  test("of role maps", async () => {
    const { ran, mismatches } = await runRoleMapVectors(vectorFiles("role_map"), await importFrom(consumer, "claimgate"));
    assert.deepEqual(mismatches, []);
    assert.ok(ran > 500, `only ${ran}`);
  });
});

const CONSUMER = `
import { createGate, decodeToken, GateError, loadPolicy, type Snapshot } from "claimgate";
import Devtools, { GateDevtools, withDevtools } from "claimgate/devtools";
import { Can, GateProvider, useCan, useUser } from "claimgate/react";
import { gateCallback, gateMiddleware } from "claimgate/react-router";
import { createApiGuard } from "claimgate/server";
import { gateBeforeLoad } from "claimgate/tanstack-router";
import { createTestGate } from "claimgate/testing";
import { verifyIdToken } from "claimgate/token";

const gate = createGate({ issuer: "https://idp.example", clientId: "app", roleMap: { version: 1, permissions: { "projects:write": "" } } });
declare module "claimgate" {
  interface Register {
    gate: typeof gate;
  }
}
export function App() {
  const may: boolean = useCan("projects:write");
  return <GateProvider gate={gate}>{may && useUser()?.sub}<Can permission="projects:write">yes</Can></GateProvider>;
}
export const inDevelopment = withDevtools(gate);
export const panels = [<Devtools/>, <GateDevtools gate={inDevelopment}/>, <GateDevtools gate={gate} initiallyOpen/>];
export const routes = [{ path: "/callback", loader: gateCallback(gate) }, { path: "/", middleware: [gateMiddleware(gate)] }];
export const snapshot: Promise<Snapshot> = gate.start();
export const claims: object = decodeToken("").claims;
export const verified = verifyIdToken("", { issuer: "", clientId: "", jwks: { keys: [] } }).catch((error: unknown) => error instanceof GateError);
export const policy = loadPolicy({ version: 1 });
export const beforeLoad = gateBeforeLoad(gate);
export const guard = createApiGuard({ issuer: "https://idp.example", audience: "api", roleMap: { version: 1 } }).node("projects:write");
export const tested: boolean = createTestGate({ roleMap: { version: 1, permissions: { a: "" } }, groups: [] }).can("a");
`;

const [devtoolsExample] = readFileSync(at("src/manual/devtools.md"), "utf8").split("```tsx\n")[1].split("\n```");
// One program knows one registered gate, that of the consumer; and what `vite/client` declares.
const MANUAL_EXAMPLE = `${devtoolsExample.replace(/^import roleMap.*$/m, 'const roleMap = { version: 1, permissions: { "projects:write": "" } } as const;')}
declare global { interface ImportMeta { readonly env: { readonly DEV: boolean } } }
`;

/** With the libraries' own declarations checked too: what does not resolve in ours would else pass as `any`. */
function compile(source, { module, moduleResolution }) {
  const options = {
    target: "es2022",
    lib: ["es2022", "dom"],
    jsx: "react-jsx",
    strict: true,
    noEmit: true,
    types: [],
    module,
    moduleResolution,
  };
  writeFileSync(path.join(consumer, "app.tsx"), source);
  writeFileSync(path.join(consumer, "manual.tsx"), MANUAL_EXAMPLE);
  writeFileSync(path.join(consumer, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["app.tsx", "manual.tsx"] }));
  return run(process.execPath, [tool("typescript/bin/tsc"), "-p", consumer], { cwd: consumer });
}

async function namesOf(specifier) {
  return JSON.parse(await inNode(`console.log(JSON.stringify(Object.keys(await import(${JSON.stringify(specifier)}))))`)).sort();
}

/** A process of its own: what one entry point leaves behind must not help the next. */
async function inNode(code) {
  const { code: status, stdout, output } = await run(process.execPath, ["--input-type=module", "--eval", code], { cwd: consumer });
  if (status !== 0) throw new Error(output);
  return stdout;
}

// Examples in comments import the package by its name.
const FROM_ELSEWHERE =
  /^(?!\s*\*).*from\s*["'](?!\.|react["']|react-dom["']|react-router["']|@tanstack\/react-router["']|react\/jsx-runtime["'])/m;

const entryFiles = () =>
  Object.values(manifest.exports)
    .flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)))
    .filter((file) => file.startsWith("./dist"));

function reachedFrom(files) {
  const reached = new Set(files.map((file) => `./${path.posix.normalize(file)}`));
  for (const file of reached) for (const next of importsOf(file)) for (const one of withTypes(next)) reached.add(one);
  return reached;
}

/** Types of types are named by the declarations alone. */
const withTypes = (file) =>
  [file, file.replace(/\.js$/, ".d.ts")].filter((one) => existsSync(path.join(consumer, "node_modules/claimgate", one)));

const missing = (names, promised) => promised.split(" ").filter((name) => !names.includes(name));

function importsOf(file, { lazy = true } = {}) {
  const text = readFileSync(path.join(consumer, "node_modules/claimgate", file), "utf8");
  const imports = lazy ? /(?:from|import)\s*\(?\s*["'](\.[^"']+\.js)["']/g : /(?:from|import)\s*["'](\.[^"']+\.js)["']/g;
  const relative = [...text.matchAll(imports)].map(([, target]) => target);
  return relative.map((target) => `./${path.posix.join(path.posix.dirname(file), target)}`);
}
