import { createMongoAbility } from "@casl/ability";
import { loadPolicy } from "claimgate";
import { claimsOf, halfMap, hundredGroups, pairOf, permissionsOf } from "../maps.js";
import { compare } from "../measure.js";

/** `can` of an access, at 10, 100 and 1,000 permissions, half of them granted. */
export async function canOfAccess() {
  const results = [];
  for (const count of [10, 100, 1000]) {
    const policy = await loadPolicy(halfMap(count));
    const { can } = policy.access(claimsOf("half"));
    results.push(
      await compare(`can, access, ${count} permissions`, { ...contestants(count), claimgate: asking(can, count) }, { aim: 1.5 }),
    );
  }
  return results;
}

/** The same of a gate that somebody is signed in to: its answers also end with the session, so it reads the clock. */
export function canOfGate(gate, count) {
  const [name, work] = ["claimgate", asking(gate.can, count)];
  return compare(`can, signed-in gate, ${count} permissions`, { ...contestants(count), ...clocked(count), [name]: work }, { aim: 1.5 });
}

/** 100 groups to 1,000 permissions, and one question: whoever works lazily must do what the question needs. */
export async function buildAccess() {
  const { names, granted, permissions, map } = hundredGroups();
  const policy = await loadPolicy(map);
  const claims = claimsOf(...names);
  const last = permissions[999];
  const [action, subject] = pairOf(last);
  const rulesOf = new Map(names.map((name) => [name, granted.get(name).map(pairOf)]));
  const contestants = {
    "bare Set loop": repeat(() => {
      const set = new Set();
      for (const name of names) for (const permission of granted.get(name)) set.add(permission);
      return set.has(last);
    }),
    "CASL 7": repeat(() => {
      const rules = [];
      for (const name of names) for (const [action, subject] of rulesOf.get(name)) rules.push({ action, subject });
      return createMongoAbility(rules).can(action, subject);
    }),
    claimgate: repeat(() => policy.access(claims).can(last)),
  };
  for (const [name, work] of Object.entries(contestants)) if (work(1) !== 1) throw new Error(`${name} does not grant ${last}`);
  return [await compare("access from 100 groups to 1,000 permissions", contestants, { aim: 3 })];
}

function contestants(count) {
  const permissions = permissionsOf(count);
  const granted = permissions.filter((_, index) => index % 2 === 0);
  const set = new Set(granted);
  const ability = createMongoAbility(granted.map(pairOf).map(([action, subject]) => ({ action, subject })));
  const pairs = permissions.map(pairOf);
  return {
    "Set.has": (n) => {
      let yes = 0;
      for (let turn = 0, at = 0; turn < n; turn++, at = at + 1 === count ? 0 : at + 1) if (set.has(permissions[at])) yes++;
      return yes;
    },
    "CASL 7": (n) => {
      let yes = 0;
      for (let turn = 0, at = 0; turn < n; turn++, at = at + 1 === count ? 0 : at + 1) if (ability.can(pairs[at][0], pairs[at][1])) yes++;
      return yes;
    },
  };
}

function asking(can, count) {
  const permissions = permissionsOf(count);
  const yes = permissions.filter((permission) => can(permission)).length;
  if (yes !== Math.ceil(count / 2)) throw new Error(`${yes} of ${count} are granted`);
  return (n) => {
    let yes = 0;
    for (let turn = 0, at = 0; turn < n; turn++, at = at + 1 === count ? 0 : at + 1) if (can(permissions[at])) yes++;
    return yes;
  };
}

/** What reading the clock costs by itself. */
function clocked(count) {
  const permissions = permissionsOf(count);
  const set = new Set(permissions.filter((_, index) => index % 2 === 0));
  const until = Date.now() + 3_600_000;
  return {
    "Set.has and Date.now": (n) => {
      let yes = 0;
      for (let turn = 0, at = 0; turn < n; turn++, at = at + 1 === count ? 0 : at + 1) {
        if (set.has(permissions[at]) && Date.now() < until) yes++;
      }
      return yes;
    },
  };
}

const repeat = (once) => (n) => {
  let yes = 0;
  for (let turn = 0; turn < n; turn++) if (once()) yes++;
  return yes;
};
