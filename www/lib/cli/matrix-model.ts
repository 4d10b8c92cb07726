import type { Decision, RoleMap, RouteDecision } from "../types.js";
import { type MapFile, patternsOf } from "./map-file.js";
import { OTHER, type Person, people, SAMPLE } from "./matrix-people.js";

/** `some`: for some captured values; `scope`: once the access token has the scope. */
export type Answer = "yes" | "some" | "scope" | "step-up" | "sign-in" | "no" | "deny";

export interface Cell {
  readonly answer: Answer;
  readonly reason: string;
  /** Why, for people. */
  readonly text: string;
}
export interface Row {
  readonly name: string;
  readonly about: string;
  /** The very permission or path that was asked about. */
  readonly asked: string;
  /** One per column. */
  readonly cells: readonly Cell[];
}
export interface Matrix {
  readonly file: string;
  readonly digest: string;
  readonly columns: readonly Pick<Person, "id" | "name" | "about">[];
  readonly permissions: readonly Row[];
  readonly routes: readonly Row[];
}

/** Every answer is the policy's own, asked for a person who has just that role. `now` in seconds. */
export async function matrixOf({ file, map, policy }: MapFile, now: number): Promise<Matrix> {
  const columns = await people(map, now);
  const patterns = patternsOf(map);
  const permissions = permissionsOf(map).map(([name, about]) => permissionQuestion(name, about));
  const routes = [...patterns.map((pattern) => routeQuestion(pattern, patterns)), ...otherPaths(columns, map)];
  // One person after the other: WebAssembly keeps only the last few alive.
  const answers = columns.map((person) => [...permissions, ...routes].map((question) => question.cell(person)));
  const rows = [...permissions, ...routes].map(({ cell, ...row }, place) => ({
    ...row,
    cells: answers.flatMap((cells) => cells[place] ?? []),
  }));
  return { file, digest: policy.digest, columns, permissions: rows.slice(0, permissions.length), routes: rows.slice(permissions.length) };
}

/** A row that nobody has been asked about yet. */
interface Question extends Omit<Row, "cells"> {
  readonly cell: (person: Person) => Cell;
}

function permissionQuestion(name: string, about: string): Question {
  const fill = (value: string) => name.replace(/\{[^}]*\}/g, value);
  const [asked, ...others] = [...new Set([fill(SAMPLE), fill(OTHER)])] as [string, ...string[]];
  const cell = ({ access, scoped }: Person): Cell => {
    const decisions = [asked, ...others].map((each) => access.check(each));
    const inScope = [asked, ...others].some((each) => scoped().can(each));
    const answer = checkAnswer(decisions, inScope, access.canSome(fill("*")));
    return { answer, reason: decisions[0]?.reason ?? "", text: short(access.explain(asked).text) };
  };
  return { name, about, asked, cell };
}

function checkAnswer(decisions: readonly Decision[], inScope: boolean, some: boolean): Answer {
  const allowed = decisions.filter(({ outcome }) => outcome === "allowed").length;
  if (allowed === decisions.length) return "yes";
  if (allowed > 0 || some) return "some";
  if (inScope) return "scope";
  return decisions.some(({ reason }) => reason === "explicit_deny") ? "deny" : "no";
}

function routeQuestion(pattern: string, patterns: readonly string[]): Question {
  const paths = [samplePath(pattern, SAMPLE, patterns), samplePath(pattern, OTHER, patterns)];
  const [asked, ...others] = [...new Set(paths)] as [string, ...string[]];
  const cell = ({ access, scoped }: Person): Cell => {
    const decisions = [asked, ...others].map((path) => access.route(path));
    const inScope = [asked, ...others].some((path) => scoped().route(path).outcome === "allow");
    return { answer: routeAnswer(decisions, inScope), reason: decisions[0]?.reason ?? "", text: short(access.explainRoute(asked).text) };
  };
  return { name: pattern, about: asked === pattern ? "" : `asked as ${asked}`, asked, cell };
}

function routeAnswer(decisions: readonly RouteDecision[], inScope: boolean): Answer {
  const has = (outcome: RouteDecision["outcome"]) => decisions.some((decision) => decision.outcome === outcome);
  if (decisions.every(({ outcome }) => outcome === "allow")) return "yes";
  if (has("allow")) return "some";
  if (has("step_up")) return "step-up";
  if (has("sign_in")) return "sign-in";
  if (inScope) return "scope";
  return decisions.some(({ reason }) => reason === "explicit_deny") ? "deny" : "no";
}

/** A path that the pattern matches. Its splat stays empty unless another rule has that very path. */
function samplePath(pattern: string, value: string, patterns: readonly string[]): string {
  const base = pattern.replace(/\/\*$/, "");
  const splat = base !== pattern && (base === "" || patterns.includes(base)) ? `/${value}` : "";
  const segments = base.split("/").map((segment) => (segment.startsWith(":") ? value : segment.replace(/\?$/, "")));
  return segments.join("/") + splat || "/";
}

function otherPaths([somebody]: readonly Person[], map: RoleMap): Question[] {
  const isRuled = somebody !== undefined && somebody.access.explainRoute(UNRULED).rules.length > 0;
  const { default: byDefault = "authenticated" } = (map.routes ?? {}) as { default?: string };
  return isRuled ? [] : [{ ...routeQuestion(UNRULED, []), name: "any other path", about: `the default: ${byDefault}` }];
}

/** The vocabulary; for a map without one, what its grants and rules spell out. */
function permissionsOf(map: RoleMap): [string, string][] {
  if (map.permissions) return Object.entries(map.permissions as Record<string, string>);
  const spelled = [map.roles, map.groups, map.routes].flatMap((part) => spelledOut(part));
  return [...new Set(spelled)].filter((name) => !name.includes("*")).map((name) => [name, ""]);
}

function spelledOut(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    if (!GRANTS.includes(key)) return spelledOut(part);
    const grants = [part].flat() as (string | { grant: string })[];
    return grants.map((grant) => (typeof grant === "string" ? grant : grant.grant));
  });
}

// What is the same for every cell is said once, at the top.
function short(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^\s*(role map:|map [0-9a-f]{64}|groups claim:)/.test(line))
    .join("\n");
}

const GRANTS = ["allow", "deny", "all", "any"];
const UNRULED = "/a-path-that-no-rule-names";
