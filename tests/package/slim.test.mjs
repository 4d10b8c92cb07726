// `claimgate/slim`: the same package, told where its module is.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { before, test } from "node:test";
import { importFrom, installed } from "./support/packed.mjs";

const MAP = { version: 1, permissions: { "projects:read": "" }, groups: [{ match: "Everyone", allow: ["projects:read"] }] };
const TOKEN = `${["{}", "{}"].map((part) => Buffer.from(part).toString("base64url")).join(".")}.`;

let slim;
let bytes;
before(async () => {
  const folder = await installed();
  slim = await importFrom(folder, "claimgate/slim");
  bytes = readFileSync(createRequire(path.join(folder, "package.json")).resolve("claimgate/claimgate.wasm"));
});

test("says what is missing as long as nobody said where the module is, and is not spoilt by having been asked", async () => {
  const early = [slim.loadPolicy(MAP), slim.loadPolicy(MAP, { wasm: bytes })];
  const [refused, policy] = await Promise.allSettled(early);
  assert.deepEqual([refused.reason?.code, policy.status], ["wasm_unavailable", "fulfilled"]);
  assert.match(refused.reason.message, /`wasm`/);
  assert.match(policy.value.digest, /^[0-9a-f]{64}$/);
});

test("answers as the package with everything inside does", async () => {
  const policy = await slim.loadPolicy(MAP);
  const whole = await (await importFrom(await installed(), "claimgate")).loadPolicy(MAP);
  assert.equal(policy.digest, whole.digest);
  for (const groups of [[], ["Everyone"]]) {
    const ask = (of) => of.access({ id: { groups } }).check("projects:read");
    assert.deepEqual(ask(policy), ask(whole));
  }
  assert.throws(() => slim.decodeToken(TOKEN.slice(1)), { code: "jwt_malformed" });
});

test("tells why a map is refused", async () => {
  await assert.rejects(slim.loadPolicy({ ...MAP, groups: [{ match: "Everyone", roles: ["nobody"] }] }), (error) => {
    assert.deepEqual([error.code, error.findings.map(({ code }) => code)], ["map_invalid", ["unknown_role"]]);
    return true;
  });
});
