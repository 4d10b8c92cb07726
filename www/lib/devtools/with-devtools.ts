import { isDevelopment } from "../development.js";
import type { Access, Answers, Gate, RoleMap, Snapshot } from "../types.js";
import { freeze } from "../unasked.js";
import { type Log, recordLog } from "./log.js";

const VIEW = Symbol("claimgate/devtools view");

/** What the panel holds of a gate that {@link withDevtools} made. */
export interface View {
  readonly log: Log;
  /** The gate below, which always answers for the person who is signed in. */
  readonly real: Gate;
  /** Lets the page ask about somebody else; `null`: about the person who is signed in. */
  show(access: Access | null): void;
  readonly shown: boolean;
}

/**
 * The same gate, prepared for the panel. Only in development: in production it is the gate that was given.
 *
 * - The panel can tell every event from here on, those before it was loaded too.
 * - The panel can show the page as somebody in other groups would see it: what the page asks of the gate may then be answered for them.
 *   Tokens, `fetch`, `headers`, sign-in and sign-out are always those of the person who is signed in, so an API answers as before.
 *
 * ```ts
 * export const gate = import.meta.env.DEV ? withDevtools(createGate(config)) : createGate(config);
 * ```
 */
export function withDevtools<G extends Gate>(gate: G): G {
  return isDevelopment() ? (viewedGate(gate) as Gate as G) : gate;
}

/** Through the prototype too: `useGate` hands out an object that inherits from the gate. */
export function viewOf(gate: Gate): View | undefined {
  return (gate as { [VIEW]?: View })[VIEW];
}

function viewedGate(real: Gate): Gate & { [VIEW]: View } {
  const listeners = new Set<() => void>();
  let access: Access | null = null;
  let viewer: string | undefined;
  let views = 0;
  const notify = () => [...listeners].forEach((listener) => void listener());
  // Nobody may do anything before or after the session of the person who is really there.
  const current = () => (access !== null && stands(real.getSnapshot(), viewer) ? access : real);
  const snapshots = memoized((snapshot: Snapshot, viewed: Access | null) =>
    viewed === null ? snapshot : freeze({ ...snapshot, groups: copy(viewed.groups), roles: [...viewed.roles], revision: -views }),
  );
  const view: View = {
    log: recordLog(real),
    real,
    get shown() {
      return current() !== real;
    },
    show(next) {
      access = next;
      viewer = real.getSnapshot().user?.sub;
      views += 1;
      notify();
    },
  };
  return Object.assign(Object.create(real) as Gate, {
    [VIEW]: view,
    getSnapshot: () => snapshots(real.getSnapshot(), current() === real ? null : access),
    subscribe(listener: () => void) {
      listeners.add(listener);
      const stop = real.subscribe(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
    ...answersOf(current),
  });
}

function answersOf(current: () => Answers): Answers {
  return {
    can: (permission) => current().can(permission),
    canSome: (pattern) => current().canSome(pattern),
    check: (permission) => current().check(permission),
    explain: (permission) => current().explain(permission),
    route: (path) => current().route(path),
    explainRoute: (path) => current().explainRoute(path),
    landing: () => current().landing(),
  };
}

function stands({ status, expiresAt, user }: Snapshot, viewer: string | undefined): boolean {
  return status === "signed-in" && user?.sub === viewer && expiresAt !== null && Date.now() < expiresAt * 1000;
}

/** `getSnapshot` must hand out the same object until something changed. */
function memoized<A, B, R>(make: (a: A, b: B) => R): (a: A, b: B) => R {
  let last: { a: A; b: B; made: R } | undefined;
  return (a, b) => {
    if (last?.a !== a || last.b !== b) last = { a, b, made: make(a, b) };
    return last.made;
  };
}

function copy({ values, state }: Snapshot<RoleMap>["groups"]): Snapshot["groups"] {
  return { values: [...values], state };
}
