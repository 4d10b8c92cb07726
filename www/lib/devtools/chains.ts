import type { Answers, Explanation, ExplanationStep, RoleMap, Snapshot } from "../types.js";
import { type Tone, toneOf } from "./words.js";

export type Column = "groups" | "roles" | "permissions";

export interface PictureNode {
  readonly id: string;
  readonly label: string;
  readonly column: Column;
  readonly tone: Tone;
  /** A word or two beside the name. */
  readonly note: string;
  /** Of a permission: what was asked, which is not the name where that has a capture. */
  readonly explanation?: Explanation;
}

/** From a group over roles to a permission: the nodes' ids in that order. */
export interface Chain {
  readonly effect: "allow" | "deny";
  readonly nodes: readonly string[];
  readonly step: ExplanationStep;
}

export interface Picture {
  readonly columns: Readonly<Record<Column, readonly PictureNode[]>>;
  readonly chains: readonly Chain[];
}

export type Person = Pick<Snapshot, "groups" | "roles">;

/** Draws only what explanations say: no chain and no answer is made here. */
export function drawPicture(answers: Answers, person: Person, roleMap: RoleMap | undefined): Picture {
  const permissions = permissionNodes(answers, roleMap);
  const chains = permissions.flatMap(({ id, explanation }) => (explanation?.by ?? []).map((step) => chainOf(step, id)));
  return { columns: { groups: groupNodes(person, chains), roles: roleNodes(person, chains, roleMap), permissions }, chains };
}

/** The same picture with fewer permissions, and only the chains that lead to them. */
export function narrowed({ columns, chains }: Picture, text: string, heldOnly: boolean): Picture {
  const permissions = columns.permissions.filter(({ label, tone }) => label.includes(text) && (!heldOnly || tone === "yes"));
  const kept = new Set(permissions.map(({ id }) => id));
  return { columns: { ...columns, permissions }, chains: chains.filter(({ nodes }) => kept.has(nodes.at(-1) ?? "")) };
}

/** Every chain through the node. */
export function chainsThrough({ chains }: Picture, id: string): Chain[] {
  return chains.filter(({ nodes }) => nodes.includes(id));
}

const idOf = { group: (name: string) => `group ${name}`, role: (name: string) => `role ${name}` };
const permissionId = (name: string) => `permission ${name}`;

/** A grant that an entry gives without any role passes the roles' column as a node of its own. */
function chainOf(step: ExplanationStep, permission: string): Chain {
  const origin = step.group ?? step.source ?? UNSEEN;
  const roles = step.rolePath?.map(idOf.role) ?? [`direct ${origin}`];
  return { effect: step.effect, nodes: [idOf.group(origin), ...roles, permission], step };
}

const UNSEEN = "groups that nobody could read";

function groupNodes({ groups }: Person, chains: readonly Chain[]): PictureNode[] {
  const given = chains.map(({ step }) => step.group ?? step.source ?? UNSEEN);
  const names = [...new Set([...groups.values, ...given])];
  const used = new Set(given);
  const node = (label: string): PictureNode => {
    const note = label === "$authenticated" ? "everybody" : used.has(label) ? "" : "no effect";
    return { id: idOf.group(label), label, column: "groups", tone: used.has(label) ? "yes" : "idle", note };
  };
  return names.map(node).sort((a, b) => Number(a.tone === "idle") - Number(b.tone === "idle"));
}

function roleNodes({ roles }: Person, chains: readonly Chain[], roleMap: RoleMap | undefined): PictureNode[] {
  const held = new Set<string>(roles);
  const takes = new Set(chains.filter(({ effect }) => effect === "deny").map(({ nodes }) => nodes.at(-2)));
  const depth = new Map<string, number>();
  for (const { nodes } of chains) nodes.forEach((id, place) => void depth.set(id, Math.max(depth.get(id) ?? 0, place)));
  const node = (label: string): PictureNode => {
    const id = idOf.role(label);
    return {
      id,
      label,
      column: "roles",
      tone: takes.has(id) ? "no" : held.has(label) ? "yes" : "idle",
      note: held.has(label) ? "" : "not held",
    };
  };
  const named = [...new Set([...roles, ...Object.keys(roleMap?.roles ?? {})])].map(node);
  const direct = [...new Set(chains.flatMap(({ nodes }) => nodes.filter((id) => id.startsWith("direct "))))].map(
    (id): PictureNode => ({ id, label: "no role", column: "roles", tone: takes.has(id) ? "no" : "yes", note: "by entry" }),
  );
  const rank = ({ id, tone }: PictureNode) => (tone === "idle" ? Number.POSITIVE_INFINITY : (depth.get(id) ?? 99));
  return [...named, ...direct].sort((a, b) => rank(a) - rank(b) || 0);
}

/** Declared permissions; of one with a capture, also the concrete ones that the gate says are held. */
function permissionNodes(answers: Answers, roleMap: RoleMap | undefined): PictureNode[] {
  const declared = Object.keys(roleMap?.permissions ?? {});
  const seen = new Set(declared);
  return declared.flatMap((name) => {
    if (!CAPTURE.test(name)) return [permissionNode(name, answers.explain(name))];
    const explanation = answers.explain(name.replace(CAPTURES, ANY));
    const concrete = explanation.outcome === "allowed" ? [] : explanation.near.filter((near) => !seen.has(near) && answers.can(near));
    for (const near of concrete) seen.add(near);
    return [templateNode(name, explanation, concrete.length > 0), ...concrete.map((near) => permissionNode(near, answers.explain(near)))];
  });
}

const CAPTURE = /\{[^}]*\}/;
const CAPTURES = /\{[^}]*\}/g;
/** Stands for any value of a capture. */
export const ANY = "any";

function permissionNode(label: string, explanation: Explanation): PictureNode {
  const { outcome, reason } = explanation;
  // Only a deny takes something; where nothing gives, nothing is taken.
  const tone = outcome === "denied" && reason !== "explicit_deny" ? "idle" : toneOf(explanation);
  const note = outcome === "allowed" ? "" : reason === "explicit_deny" ? "denied" : reason === "no_grant" ? "no grant" : reason;
  return { id: permissionId(label), label, column: "permissions", tone, note, explanation };
}

function templateNode(label: string, explanation: Explanation, some: boolean): PictureNode {
  const node = permissionNode(label, explanation);
  return some ? { ...node, tone: "yes", note: "some, below" } : node;
}
