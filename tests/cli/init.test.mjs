// What `init` writes is a whole app: it type-checks and builds in an untouched Vite template, and somebody signs in to it.
import assert from "node:assert/strict";
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { build } from "vite";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { at, run as spawn } from "../../www/scripts/run.mjs";
import { importFrom, link } from "../package/support/packed.mjs";
import { commandLine, until } from "./support/command.mjs";

let cli;
let routers;
before(async () => {
  cli = await commandLine();
  link(cli.home, ["react", "react-dom", "react-router", "@tanstack/react-router", "vite", "@vitejs/plugin-react"]);
  const { exports } = JSON.parse(readFileSync(path.join(cli.home, "node_modules/claimgate/package.json"), "utf8"));
  routers = ["react-router", "none", ...(exports["./tanstack-router"] ? ["tanstack"] : [])];
});
after(() => cli?.remove());

const read = (name) => readFileSync(path.join(cli.folder, name), "utf8");
const ISSUERS = {
  okta: ["https://acme.okta.com/oauth2/default", "okta-custom"],
  entra: ["https://login.microsoftonline.com/8d1c/v2.0", "entra-app-roles"],
  auth0: ["https://acme.eu.auth0.com", { preset: "auth0", namespace: "https://app.example/" }],
  keycloak: ["https://sso.acme.example/realms/ACME/", "keycloak-realm"],
  cognito: ["https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf", "cognito"],
  generic: ["https://id.acme.example", "generic"],
};

describe("for each provider", () => {
  for (const [provider, [issuer, claims]] of Object.entries(ISSUERS)) {
    test(`${provider}: a map that loads without a finding, its preset, and what to set there`, async () => {
      const argv = ["--provider", provider, "--issuer", issuer, "--client-id", "abc", "--router", "none", "--dir", `for-${provider}`];
      const { code, out, err } = await cli.run(["init", ...argv]);
      assert.equal(code, 0, err);
      const map = JSON.parse(read(`for-${provider}/role-map.json`));
      assert.deepEqual(map.claims, claims);
      assert.ok(existsSync(path.join(cli.folder, `for-${provider}`, map.$schema)), map.$schema);
      const lint = await cli.run(["lint", `for-${provider}/role-map.json`, "--strict"]);
      assert.equal(lint.code, 0, lint.out);
      assert.match(out, /http:\/\/localhost:5173\/callback/);
      assert.doesNotMatch(out, /undefined/);
    });
  }

  test("the issuer is written as the provider writes it", async () => {
    assert.match(read("for-auth0/gate.ts"), /issuer: "https:\/\/acme\.eu\.auth0\.com\/"/);
    assert.match(read("for-keycloak/gate.ts"), /issuer: "https:\/\/sso\.acme\.example\/realms\/ACME"/);
    await cli.run(["init", "--provider", "okta", "--issuer", "https://acme.okta.com", "--client-id", "a", "--dir", "for-org"]);
    assert.equal(JSON.parse(read("for-org/role-map.json")).claims, "okta-org");
  });

  test("whoever has the groups may, through the preset", async () => {
    const { loadPolicy } = await importFrom(cli.home, "claimgate");
    const policy = await loadPolicy(read("for-auth0/role-map.json"));
    const may = (claims) => policy.access({ id: { sub: "1", ...claims } }).can("admin:users:manage");
    assert.deepEqual([may({ "https://app.example/roles": ["app-admins"] }), may({ roles: ["app-admins"] })], [true, false]);
  });
});

describe("asking", () => {
  test("takes numbers and names, and gives what was not given", async () => {
    const answers = ["2", "https://login.microsoftonline.com/8d1c/v2.0", "client-7", "react-router"];
    const { code, asked, out } = await cli.run(["init", "--dir", "asked"], { answers });
    assert.equal(code, 0);
    assert.deepEqual([asked.length, answers.length], [4, 0]);
    assert.match(out, /2 {2}entra +Microsoft Entra ID[\s\S]+1 {2}react-router/);
    assert.match(read("asked/gate.ts"), /8d1c\/v2\.0"[\s\S]+client-7/);
    assert.match(read("asked/gated-app.tsx"), /claimgate\/react-router/);
  });

  test("asks again after an answer that cannot be", async () => {
    const answers = ["okat", "okta", "acme", "https://acme.okta.com", "", "c", "none"];
    const { code, asked, out } = await cli.run(["init", "--dir", "again"], { answers });
    assert.deepEqual([code, asked.length], [0, 7]);
    assert.match(out, /there is no provider `okat`: did you mean `okta`[\s\S]+`acme` is no issuer: an https address/);
  });

  test("nobody to ask: what is missing, by its option", async () => {
    for (const [argv, missing] of [
      [[], "provider"],
      [["--provider", "okta"], "issuer"],
      [["--provider", "okta", "--yes"], "issuer"],
      [["--provider", "okta", "--issuer", "https://acme.okta.com"], "client-id"],
    ]) {
      const { code, err } = await cli.run(["init", "--dir", "never", ...argv]);
      assert.equal(code, 2);
      assert.match(err, new RegExp(`\`--${missing}\` is missing`));
    }
    assert.ok(!existsSync(path.join(cli.folder, "never")));
  });

  for (const [argv, says] of [
    [["--provider", "otka"], /there is no provider `otka`\ndid you mean `okta`/],
    [["--provider", "dev", "--router", "vue"], /there is no router `vue`\none of react-router, tanstack, none/],
    [["--provider", "okta", "--issuer", "acme.okta.com", "--client-id", "a"], /`acme.okta.com` is no issuer\nan https address/],
    [["--provider", "okta", "--issuer", "https://DOMAIN.okta.com", "--client-id", "a"], /is no issuer/],
    [["--provider", "okta", "--issuer", "http://acme.okta.com", "--client-id", "a"], /is no issuer/],
    [["--provider", "dev", "--namespace", "https://a.example/"], /`--namespace` is for auth0 only/],
  ]) {
    test(`${argv.join(" ")} is refused`, async () => {
      const { code, err } = await cli.run(["init", "--dir", "never", ...argv]);
      assert.equal(code, 2);
      assert.match(err, says);
    });
  }

  test("overwrites nothing, writes all or none, and --force means it", async () => {
    const argv = ["init", "--provider", "dev", "--dir", "there", "--yes"];
    mkdirSync(path.join(cli.folder, "there"));
    cli.write("there/gate.ts", "mine");
    const { code, err } = await cli.run(argv);
    assert.equal(code, 2);
    assert.match(err, /nothing is written, since there is already `there\/gate\.ts`\n--force/);
    assert.deepEqual([read("there/gate.ts"), readdirSync(path.join(cli.folder, "there"))], ["mine", ["gate.ts"]]);
    assert.equal((await cli.run([...argv, "--force"])).code, 0);
    assert.match(read("there/gate.ts"), /createGate/);
  });
});

describe("in an empty Vite template", () => {
  let site;
  let idp;
  let issuer;
  let browser;
  before(async () => {
    site = await serve();
    idp = cli.start(["idp", "--port", "0", "--json", "--redirect-uri", `${site.origin}/callback`]);
    browser = await launchChromium();
    issuer = JSON.parse(await until(() => idp.said.out)).issuer;
  });
  after(async () => {
    await browser?.close();
    await idp?.stop();
    await site?.close();
  });

  test("every router's files type-check, build, and let somebody in", { timeout: 120_000 }, async (context) => {
    for (const router of routers) {
      await context.test(router, async () => {
        const project = template(`app-${router}`);
        const argv = ["--provider", "dev", "--issuer", issuer, "--router", router, "--dir", `app-${router}/src`, "--force", "--yes"];
        const { code, err } = await cli.run(["init", ...argv]);
        assert.equal(code, 0, err);
        assert.equal(
          read(`app-${router}/src/gate.ts`).replace(issuer, "http://localhost:9000"),
          block("ts"),
          "as the quick start shows it",
        );
        const [checked, folder] = await Promise.all([typeCheck(project), bundle(project)]);
        assert.equal(checked, "");
        site.show(folder);
        await tryOut(browser, site);
      });
    }
  });
});

/** The steps that the quick start tells, each by what a person would see. */
async function tryOut(browser, { origin }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  try {
    await page.goto(`${origin}/`);
    await page.getByRole("heading", { name: "Welcome" }).waitFor();
    assert.equal(await page.getByRole("link", { name: "Administration" }).count(), 0);
    await page.getByRole("link", { name: "Projects" }).click();
    await page.getByRole("button", { name: "Continue as ed" }).click();
    await page.getByRole("button", { name: "New project" }).waitFor();
    assert.equal(new URL(page.url()).pathname, "/projects");
    await page.goto(`${origin}/admin`);
    await page.getByRole("heading", { name: "You may not open that page" }).waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Continue as ada" }).click();
    await page.getByRole("link", { name: "Administration" }).click();
    await page.getByRole("heading", { name: "Administration" }).waitFor();
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

/** `npm create vite@latest -- --template react-ts` (create-vite 9.3.0), with main.tsx as the quick start changes it. */
function template(name) {
  const project = path.join(cli.folder, name);
  mkdirSync(path.join(project, "src"), { recursive: true });
  const files = {
    "package.json": JSON.stringify({ name, private: true, type: "module" }),
    "index.html":
      '<!doctype html><html lang="en"><body><div id="root"></div><script type="module" src="/src/main.tsx"></script></body></html>',
    "vite.config.ts":
      'import { defineConfig } from "vite"\nimport react from "@vitejs/plugin-react"\nexport default defineConfig({ plugins: [react()] })\n',
    "tsconfig.json": JSON.stringify({ compilerOptions: TEMPLATE_OPTIONS, include: ["src"] }),
    "src/main.tsx": `import { StrictMode } from 'react'\nimport { createRoot } from 'react-dom/client'\n${block("tsx")}`,
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(project, file), text);
  return project;
}

function block(language) {
  return readFileSync(at("src/manual/quick_start.md"), "utf8").split(`\`\`\`${language}\n`)[1].split("```")[0];
}

async function typeCheck(project) {
  const { output } = await spawn(process.execPath, [at("node_modules/typescript/bin/tsc"), "-p", project], { cwd: project });
  return output;
}

async function bundle(project) {
  const outDir = path.join(project, "dist");
  // Not made small: that takes most of the time, and the tests of bundlers do it.
  await build({ root: project, logLevel: "error", clearScreen: false, build: { outDir, emptyOutDir: true, minify: false } });
  return outDir;
}

/** As a host of single-page apps does: what is no file is the app. */
async function serve() {
  let folder;
  const server = createServer(({ url }, response) => {
    const wanted = path.join(folder, path.normalize(new URL(url, "http://localhost").pathname));
    const file = existsSync(wanted) && statSync(wanted).isFile() ? wanted : path.join(folder, "index.html");
    const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
    response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://localhost:${server.address().port}`,
    show: (next) => {
      folder = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

const TEMPLATE_OPTIONS = {
  target: "es2023",
  lib: ["ES2023", "DOM"],
  module: "esnext",
  types: ["vite/client"],
  allowArbitraryExtensions: true,
  skipLibCheck: true,
  moduleResolution: "bundler",
  allowImportingTsExtensions: true,
  verbatimModuleSyntax: true,
  moduleDetection: "force",
  noEmit: true,
  jsx: "react-jsx",
  noUnusedLocals: true,
  noUnusedParameters: true,
  erasableSyntaxOnly: true,
  noFallthroughCasesInSwitch: true,
};
