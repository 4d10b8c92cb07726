// Every cell is the policy's answer for a real person, and the page shows it: alone, escaped, and letting nothing else run.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { at } from "../../www/scripts/run.mjs";
import { importFrom } from "../package/support/packed.mjs";
import { vectorFiles } from "../package/support/vector-files.mjs";
import { commandLine } from "./support/command.mjs";

const DEMO = readFileSync(at("www/demo/src/role-map.json"), "utf8");
// A group of the demo's map that gives just this role.
const GROUPS = { editor: "app-editors", admin: "Administrators", bookkeeper: "Bookkeeping", suspended: "Suspended" };
const SPECIAL = {
  version: 1,
  permissions: { "reports:export": "", "team:{team}:member:{id}:edit": "", "vault:open": 'A "quoted" <i>line</i>' },
  roles: { auditor: { allow: [{ grant: "reports:export", requireScope: "export" }] }, lead: { allow: ["team:red:member:*:edit"] } },
  groups: [{ match: "team-{team}-lead", allow: ["team:{team}:member:*:edit"] }],
  routes: {
    default: "deny",
    rules: [
      { path: "/reports", all: ["reports:export"] },
      { path: "/teams/:team/members/:id?", all: ["team:{team}:member:{id}:edit"] },
      { path: "/vault/*", roles: ["auditor"], stepUp: { maxAge: 60 } },
    ],
  },
};

let cli;
before(async () => {
  cli = await commandLine();
  cli.write("map.json", DEMO);
  cli.write("special.json", SPECIAL);
});
after(() => cli?.remove());

async function matrix(map) {
  const { code, out } = await cli.run(["matrix", map, "--json"]);
  assert.equal(code, 0);
  const { permissions, routes, ...rest } = JSON.parse(out);
  const answer = (name, column) => [...permissions, ...routes].find((row) => row.name === name).answers[column].answer;
  return { ...rest, permissions, routes, answer };
}

describe("the answers", () => {
  test("are those that somebody of the group gets", async () => {
    const { loadPolicy } = await importFrom(cli.home, "claimgate");
    const policy = await loadPolicy(DEMO);
    const { permissions, routes, columns } = await matrix("map.json");
    assert.deepEqual(
      columns.map(({ id }) => id),
      ["signed-out", "signed-in", ...Object.keys(JSON.parse(DEMO).roles).map((role) => `role:${role}`), "group:proj-{id}-reader"],
    );
    const people = Object.entries(GROUPS).map(([role, group]) => [`role:${role}`, { id: { sub: "1", groups: [group] } }]);
    const everybody = [...people, ["signed-out", {}], ["signed-in", { id: { sub: "1" } }]];
    let compared = 0;
    for (const [column, claims] of everybody) {
      const access = policy.access(claims);
      for (const { asked, answers } of permissions) assert.equal(answers[column].answer === "yes", access.can(asked), `${column} ${asked}`);
      for (const { asked, answers } of routes)
        assert.equal(answers[column].answer === "yes", access.route(asked).outcome === "allow", `${column} ${asked}`);
      compared += permissions.length + routes.length;
    }
    assert.equal(compared, 6 * (7 + 8));
  });

  test("tell what is denied outright, and who has to sign in, from what nobody granted", async () => {
    const { answer } = await matrix("map.json");
    assert.equal(answer("projects:read", "role:suspended"), "deny");
    assert.equal(answer("projects:write", "role:viewer"), "no");
    assert.equal(answer("/projects", "signed-out"), "sign-in");
    assert.equal(answer("any other path", "signed-in"), "yes");
  });

  test("tell what holds for some values, with a scope, or after signing in again", async () => {
    const { answer, columns } = await matrix("special.json");
    const member = "team:{team}:member:{id}:edit";
    assert.equal(answer(member, "role:lead"), "some");
    assert.equal(answer(member, "group:team-{team}-lead"), "some");
    assert.equal(answer(member, "role:auditor"), "no");
    assert.equal(answer("reports:export", "role:auditor"), "scope");
    assert.equal(answer("/reports", "role:auditor"), "scope");
    assert.equal(answer("/vault/*", "role:auditor"), "step-up");
    assert.equal(answer("/vault/*", "role:lead"), "no");
    assert.equal(answer("any other path", "role:lead"), "no");
    assert.equal(columns.at(-1).id, "group:team-{team}-lead");
  });

  test("the digest is the map's own, and the same map gives the same page", async () => {
    const { loadPolicy } = await importFrom(cli.home, "claimgate");
    assert.equal((await matrix("map.json")).digest, (await loadPolicy(DEMO)).digest);
    const page = async (now) => {
      await cli.run(["matrix", "map.json", "--html", "same.html"], { now });
      return readFileSync(path.join(cli.folder, "same.html"), "utf8");
    };
    assert.equal(await page(1), await page(2_000_000_000));
  });

  test("a map without a vocabulary shows what it spells out", async () => {
    cli.write("spelled.json", {
      version: 1,
      roles: { a: { allow: ["x:*", "x:read"] } },
      routes: { rules: [{ path: "/x", any: ["x:write"] }] },
    });
    const { permissions } = await matrix("spelled.json");
    assert.deepEqual(
      permissions.map(({ name, answers }) => [name, answers["role:a"].answer]),
      [
        ["x:read", "yes"],
        ["x:write", "yes"],
      ],
    );
  });
});

test("every path that is asked about leads to its own rule, in every map of the vectors", async () => {
  const { loadPolicy } = await importFrom(cli.home, "claimgate");
  const maps = new Set(vectorFiles("role_map").flatMap(([, cases]) => cases.map(({ map }) => JSON.stringify(map))));
  let asked = 0;
  for (const text of [...maps].filter((map) => /"path":"[^"]*[:*?]/.test(map ?? ""))) {
    const policy = await loadPolicy(text).catch(() => null);
    if (policy === null) continue;
    const { code, out } = await cli.run(["matrix", "-", "--json"], { input: text });
    assert.equal(code, 0, text);
    for (const row of JSON.parse(out).routes.filter(({ name }) => name !== "any other path")) {
      const { rules, reason } = policy.access({ id: { sub: "1" } }).explainRoute(row.asked);
      // The pages of sign-in and refusal are public before any rule.
      assert.ok(rules.some(({ path: pattern }) => pattern === row.name) || reason === "public", `${row.name} ${row.asked} ${text}`);
      asked += 1;
    }
  }
  assert.ok(asked > 100, `only ${asked}`);
});

test("a hundred roles, more than WebAssembly keeps alive at once, each have their own", async () => {
  const names = Array.from({ length: 100 }, (_, place) => `r${place}`);
  const permissions = Object.fromEntries(names.map((name) => [`${name}:use`, ""]));
  const roles = Object.fromEntries(names.map((name) => [name, { allow: [`${name}:use`] }]));
  const input = JSON.stringify({ version: 1, permissions, roles });
  const { out } = await cli.run(["matrix", "-", "--json"], { input });
  const { permissions: rows } = JSON.parse(out);
  const yes = rows.flatMap(({ name, answers }) =>
    names.filter((role) => answers[`role:${role}`].answer === "yes").map((role) => [name, role]),
  );
  assert.deepEqual(
    yes,
    names.map((name) => [`${name}:use`, name]),
  );
});

describe("the table", () => {
  test("stays inside the terminal, and repeats nothing but its first column", async () => {
    for (const columns of [60, 80, 200]) {
      const { code, out } = await cli.run(["matrix", "map.json"], { columns });
      assert.equal(code, 0);
      const lines = out
        .split("\n\n")
        .filter((block) => /^(permissions|routes)/.test(block))
        .join("\n")
        .split("\n");
      assert.ok(Math.max(...lines.map((line) => line.length)) <= columns, `${columns}`);
      assert.equal(out.match(/bookkeeper/g).length, 2);
    }
  });
});

describe("the page", () => {
  let browser;
  let page;
  const complaints = [];
  before(async () => {
    cli.write("special.json", SPECIAL);
    await Promise.all([
      cli.run(["matrix", "map.json", "--html", "map.html"]),
      cli.run(["matrix", "special.json", "--html", "special.html"]),
    ]);
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => request.url().startsWith("http") && complaints.push(request.url()));
  });
  after(() => browser?.close());
  const open = (name) => page.goto(pathToFileURL(path.join(cli.folder, name)).href);
  const rows = () => page.locator("tr.row:visible th code").allInnerTexts();

  test("filters, shows one role alone, and hides what is the same for all", async () => {
    await open("map.html");
    assert.equal((await rows()).length, 15);
    await page.getByLabel("Filter permissions").fill("billing manage");
    assert.deepEqual(await rows(), ["admin:billing:manage"]);
    await page.getByLabel("Filter permissions").fill("xyz");
    await page.getByText("No permission or route matches").waitFor();
    await page.getByLabel("Filter permissions").fill("");
    await page.getByLabel("Where roles differ").check();
    assert.ok(!(await rows()).includes("/"));
    await page.getByLabel("Show").selectOption("bookkeeper");
    assert.equal(await page.locator("tr.names th:visible").count(), 1);
  });

  test("says why, by mouse and by keyboard", async () => {
    await open("map.html");
    await page.getByRole("button", { name: "admin, projects:write: may", exact: true }).click();
    const why = page.locator("#why");
    assert.match(await why.innerText(), /role `admin` → role `editor` → grant `projects:write`/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    assert.match(await why.innerText(), /projects:delete/);
    await page.keyboard.press("Escape");
    assert.equal(await why.isVisible(), false);
  });

  test("keeps names and headings in sight while it scrolls, and itself within a narrow screen", async () => {
    await open("map.html");
    await page.locator(".frame").evaluate((frame) => frame.scrollBy(200, 300));
    const frame = await page.locator(".frame").boundingBox();
    const heading = await page.locator("tr.names th").last().boundingBox();
    const name = await page.locator("tr.row:has-text('/billing') th").boundingBox();
    assert.ok(heading.y >= frame.y && heading.y < frame.y + 60);
    assert.ok(Math.abs(name.x - frame.x) < 3);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  });

  test("shows a map's words as words", async () => {
    await open("special.html");
    await page.getByText('A "quoted" <i>line</i>').waitFor();
    assert.equal(await page.locator("small i").count(), 0);
  });

  test("prints without its controls, as a whole", async () => {
    await open("map.html");
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("#controls").isVisible(), false);
    const { scrollHeight, clientHeight } = await page
      .locator(".frame")
      .evaluate(({ scrollHeight, clientHeight }) => ({ scrollHeight, clientHeight }));
    assert.ok(scrollHeight <= clientHeight + 1);
    await page.emulateMedia({ media: null });
  });

  test("asked for nothing and complained of nothing", () => {
    assert.deepEqual(complaints, []);
  });
});
