// A provider that misbehaves in every way that SECURITY.md section 2 lists, and one that is unusual but right, in real Chromium.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { openTabs, startApp } from "./support/app.mjs";
import { casesOf, README, readmeWithTable, table } from "./support/cases.mjs";
import { roleMap } from "./support/map.mjs";
import { assertNoSecret, assertNothingStays, assertRequests } from "./support/nothing-stays.mjs";
import { CLIENT, PERSON, startProvider } from "./support/provider.mjs";

const TABS = 4;
const ALL = ["projects:read", "projects:write", "admin:users:manage"];
const [faults, accepted] = await Promise.all([casesOf("faults"), casesOf("accepted")]);

let provider;
let app;
let tabs;
before(async () => {
  [provider, app] = await Promise.all([startProvider(), startApp()]);
  tabs = await openTabs(TABS, app.origin);
});
after(async () => {
  await tabs?.close();
  await Promise.all([app?.close(), provider?.close()]);
  console.log(await table());
});

describe("refused:", { concurrency: TABS }, () => {
  for (const fault of faults) {
    test(fault.name, async () => {
      const { run, seen } = await signIn(fault);
      const { report } = seen;
      const { snapshot, answers } = report;
      const { code = null, status = "signed-out" } = fault;
      const error = report.signIn ?? report.done?.find((each) => each.error)?.error ?? snapshot.error;
      assert.deepEqual([snapshot.status, error?.code ?? null], [status, code], JSON.stringify([snapshot, error]));
      if (status !== "signed-in") assert.equal(snapshot.error?.code ?? null, code);
      if (fault.claim) assert.equal(error.claim, fault.claim);
      if (fault.retriable !== undefined) assert.equal(error.retriable, fault.retriable);
      if (fault.says) assert.deepEqual(error.provider, fault.says);
      assertRequests(fault, run);
      assertNoSecret(run, {
        ...seen,
        report: {
          ...report,
          ...(fault.holds && { kept: { ...report.kept, databases: 0 } }),
          ...(status === "signed-in" && { snapshot: 0, answers: 0, again: 0, kept: 0 }),
        },
      });
      if (status === "signed-in") return assertStands(fault, report);
      assert.deepEqual(answers.can, [], "nobody may anything");
      assertNothingStays(fault, seen);
    });
  }
});

describe("taken:", { concurrency: TABS }, () => {
  for (const unusual of accepted) {
    test(unusual.name, async () => {
      const { run, seen } = await signIn(unusual);
      const { snapshot, answers, again, done, kept } = seen.report;
      const { groups = PERSON.groups, state = "present", can = ALL } = unusual;
      assert.equal(snapshot.error, null, JSON.stringify(snapshot.error));
      assert.equal(snapshot.status, "signed-in");
      for (const { error } of done) assert.equal(error, undefined, JSON.stringify(error));
      assert.equal(snapshot.user.sub, unusual.sub ?? PERSON.sub);
      assert.deepEqual(snapshot.groups, { values: groups, state });
      assert.deepEqual(answers.can, can);
      assert.ok(unusual.judge?.({ ...seen.report, run }) ?? true, "what the case itself says");
      assertRequests({ ...unusual, status: "signed-in" }, run);
      assertNoSecret(run, {
        ...seen,
        report: { ...seen.report, snapshot: 0, answers: 0, again: 0, done: 0, kept: { ...kept, session: 0, databases: 0 } },
      });
      assert.deepEqual(seen.errors, []);
      assert.equal(again.status, "signed-in", "what was stored is found again");
      assert.deepEqual(again.groups, snapshot.groups);
    });
  }
});

test("there are as many as were promised, and each says where it comes from", () => {
  assert.ok(faults.length >= 120 && accepted.length >= 30, `${faults.length} and ${accepted.length}`);
  for (const { name, does, source } of [...faults, ...accepted]) assert.ok(does && source, name);
});

test("the table in README.md is the one of these cases: node tests/hostile/write-readme.mjs", async () => {
  assert.equal(readFileSync(README, "utf8"), await readmeWithTable());
});

/**
 * One sign-in at an issuer of its own, and what the case does after it. Where the way back is at fault the page really travels. Else it
 * asks the authorization endpoint itself, and the next gate begins at the address that it is told: a page need not be loaded for each.
 */
async function signIn({ name, config = {}, late, signIn: options = {}, first = [], away = [], actions, ...hooks }) {
  const redirectUri = `${app.origin}/${name}/callback`;
  const travels = hooks.travels || hooks.stage === "response" || hooks.response || hooks.redirect || hooks.authorizationCode;
  const run = provider.begin(name, hooks, redirectUri, { stays: !travels });
  const usual = { issuer: run.issuer, clientId: CLIENT, roleMap, redirectUri, scope: "openid profile groups", storage: "session" };
  const of = (value) => (typeof value === "function" ? value(run) : value);
  const after = of(actions) ?? (hooks.refresh ? [["refresh"]] : []);
  const settings = { ...usual, ...of(config) };
  const given = { path: `/${name}/start`, config: settings, signIn: options, late, stays: !travels, first, away: of(away), actions: after };
  app.show(name, given);
  const seen = await tabs.take(given);
  assert.deepEqual(run.breaches, [], "what the client did wrong");
  return { run, seen };
}

/** What was refused did not end the session, and gave nothing that was not there before. */
function assertStands({ groups, can = ALL }, { snapshot, answers }) {
  if (groups) assert.equal(snapshot.groups.state, groups);
  assert.deepEqual(answers.can, can);
}
