// What the manual shows is what happens: its outputs are run, and its commands and options exist.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { at } from "../../www/scripts/run.mjs";
import { commandLine, until } from "./support/command.mjs";
import { oktaOrg, TOKEN } from "./support/okta.mjs";

const PAGES = ["README.md", "src/manual/cli.md", "src/manual/quick_start.md"];
let cli;
before(async () => {
  cli = await commandLine();
  cli.write("role-map.json", readFileSync(at("www/demo/src/role-map.json"), "utf8"));
  cli.write("ed.json", { sub: "ed", groups: ["app-editors"] });
});
after(() => cli?.remove());

test("every output that the manual shows", async () => {
  const shown = [...readFileSync(at("src/manual/cli.md"), "utf8").matchAll(/```sh\nnpx claimgate (.+)\n```\n\n```text\n([\s\S]*?)```/g)];
  assert.equal(shown.length, 4);
  const org = await oktaOrg({ groups: ["app-editors", "Administrators", "Bookkeeping", "Suspended"] });
  try {
    for (const [, command, text] of shown) {
      const argv = command.replace("https://acme.okta.com", org.at).split(" ");
      const out = (await cli.run(argv, { env: { OKTA_API_TOKEN: TOKEN } })).out.replaceAll(org.at, "https://acme.okta.com");
      assert.equal(out.slice(0, text.length), text);
    }
  } finally {
    await org.close();
  }
});

test("every command and option that the manual names", async () => {
  const lines = PAGES.flatMap((page) => readFileSync(at(page), "utf8").match(/npx claimgate [^`\n]+/g) ?? []);
  assert.ok(lines.length > 15);
  for (const line of lines) {
    const [name, ...rest] = line.replace("npx claimgate ", "").split(" ");
    const { code, out } = await cli.run([name, "--help"]);
    assert.equal(code, 0, line);
    for (const option of rest.filter((each) => each.startsWith("--"))) assert.match(out, new RegExp(`^  ${option}\\b`, "m"), line);
  }
});

test("the file of people that the manual shows", async () => {
  cli.write("users.json", readFileSync(at("src/manual/cli.md"), "utf8").split("```json\n")[1].split("```")[0]);
  const idp = cli.start(["idp", "--port", "0", "--users", "users.json"]);
  try {
    assert.match(await until(() => idp.said.out), /people +ada, zoe \(/);
  } finally {
    await idp.stop();
  }
});
