import { GateError } from "../errors.js";
import type { PermissionOf, RoleMap, RoleOf, RouteDecision } from "../types.js";
import { type Judge, Policies } from "./answers.js";
import type { TestPerson } from "./person.js";

/** One row of the table: somebody, and all that must hold for them. */
export interface RoleMapCase<M = RoleMap> {
  /** Default: who it is about. */
  name?: string;
  /** The groups of somebody who is signed in, or more about them. */
  given: readonly string[] | TestPerson | "signed-out";
  can?: readonly PermissionOf<M>[];
  cannot?: readonly PermissionOf<M>[];
  canSome?: readonly string[];
  /** All of them, and no other; inherited ones too. */
  roles?: readonly RoleOf<M>[];
  /** Path to outcome, or to outcome and reason. */
  route?: Readonly<Record<string, RouteDecision["outcome"] | Partial<RouteDecision>>>;
  landing?: string;
}

/** What every test runner has. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => void): unknown;
}

export interface DescribeOptions {
  /** Default: the global `describe` and `it`. `node:test` and Vitest without globals: give theirs. */
  runner?: TestRunner;
  /** Default: `role map`. */
  name?: string;
  /** Seconds since the epoch, for rules with `stepUp`. Default: the clock. */
  now?: number;
}

/**
 * A test for each row. What fails says why, in the words of `explain`.
 *
 * ```ts
 * describeRoleMap(roleMap, [
 *   { given: ["app-editors"], can: ["projects:write"], cannot: ["admin:users:manage"], route: { "/admin": "forbidden" } },
 *   { given: "signed-out", route: { "/admin": "sign_in" } },
 * ]);
 * ```
 * @throws {GateError} `map_invalid` with `findings`; `config_invalid` for a row that asks nothing
 */
export function describeRoleMap<const M extends RoleMap>(map: M, cases: readonly RoleMapCase<M>[], options: DescribeOptions = {}): void {
  const { describe, it } = options.runner ?? globals();
  const policies = new Policies(map, "/callback");
  const now = () => options.now ?? Date.now() / 1000;
  if (cases.length === 0) throw invalid("the table has no row");
  for (const [index, row] of cases.entries()) {
    if (ASKED.every((part) => row[part] === undefined)) throw invalid(`row ${index} asks nothing`);
  }
  describe(options.name ?? "role map", () => {
    for (const row of cases as readonly RoleMapCase[]) {
      it(row.name ?? nameOf(row.given), () => {
        const faults = faultsOf(policies.judge(personOf(row.given), now), row);
        if (faults.length > 0) throw new Error(`the role map answers otherwise:\n\n${faults.join("\n\n")}\n`);
      });
    }
  });
}

const ASKED = ["can", "cannot", "canSome", "roles", "route", "landing"] as const;

function faultsOf(judge: Judge, { can, cannot, canSome, roles, route, landing }: RoleMapCase): string[] {
  const faults: string[] = [];
  for (const name of can ?? []) if (!judge.can(name)) faults.push(`expected to be allowed: ${name}\n${judge.explain(name).text}`);
  for (const name of cannot ?? []) faults.push(...refusalFault(judge, name));
  for (const pattern of canSome ?? []) if (!judge.canSome(pattern)) faults.push(`expected some permission under ${pattern}`);
  for (const [path, expected] of Object.entries(route ?? {})) faults.push(...routeFault(judge, path, expected));
  if (roles !== undefined) faults.push(...difference("roles", [...judge.roles].sort(), [...roles].sort()));
  if (landing !== undefined) faults.push(...difference("landing", judge.landing(), landing));
  return faults;
}

/** A misspelt name is refused too, and would pass for ever. */
function refusalFault(judge: Judge, name: string): string[] {
  const { outcome, reason } = judge.check(name);
  if (outcome === "allowed") return [`expected not to be allowed: ${name}\n${judge.explain(name).text}`];
  return reason === "unknown_permission" || reason === "pattern_in_check" ? [`not a permission of the map: ${name} (${reason})`] : [];
}

function routeFault(judge: Judge, path: string, expected: RouteDecision["outcome"] | Partial<RouteDecision>): string[] {
  const decision = judge.route(path);
  const wanted = typeof expected === "string" ? { outcome: expected } : expected;
  const parts = Object.keys(wanted) as (keyof RouteDecision)[];
  const differs = parts.some((part) => JSON.stringify(decision[part]) !== JSON.stringify(wanted[part]));
  return differs ? [`expected of ${path}: ${JSON.stringify(wanted)}\n${judge.explainRoute(path).text}`] : [];
}

function difference(what: string, found: unknown, expected: unknown): string[] {
  const [is, should] = [JSON.stringify(found), JSON.stringify(expected)];
  return is === should ? [] : [`expected ${what}: ${should}\nfound: ${is}`];
}

function personOf(given: RoleMapCase["given"]): TestPerson | null {
  if (given === "signed-out") return null;
  return isGroups(given) ? { groups: given } : given;
}

function nameOf(given: RoleMapCase["given"]): string {
  if (given === "signed-out") return "nobody signed in";
  const { groups, claims }: TestPerson = isGroups(given) ? { groups: given } : given;
  if (groups === undefined) return `somebody with ${JSON.stringify(claims ?? {})}`;
  return typeof groups === "string" ? `somebody whose groups are ${groups}` : `groups [${groups.join(", ")}]`;
}

function isGroups(given: Exclude<RoleMapCase["given"], string>): given is readonly string[] {
  return Array.isArray(given);
}

function globals(): TestRunner {
  const { describe, it } = globalThis as unknown as Partial<TestRunner>;
  if (describe !== undefined && it !== undefined) return { describe, it };
  throw invalid("there is no global `describe` and `it`: give them as `runner`");
}

function invalid(what: string): GateError {
  return new GateError({ code: "config_invalid", message: `describeRoleMap: ${what}` });
}
