import type { GateError } from "../errors.js";
import { loadPolicyNow } from "../policy-now.js";
import type { Access, Answers, Policy, RoleMap, Snapshot } from "../types.js";
import { unasked, unaskedExplanation, unaskedRoute, unaskedRouteExplanation } from "../unasked.js";
import { claimsOf, mapFor, type TestPerson } from "./person.js";

/** What is asked of one state: the policy's word, as the gate gives it. */
export interface Judge extends Answers<RoleMap>, Pick<Access, "groups" | "roles"> {}

/** The map as written, for its digest and its faults; and as it is asked, by what the person says outright. */
export class Policies {
  readonly digest: string;
  readonly #map: RoleMap;
  readonly #callback: string;
  readonly #derived = new Map<string, Policy<RoleMap>>();

  constructor(map: RoleMap, callback: string) {
    this.digest = loadPolicyNow(map).digest;
    this.#map = map;
    this.#callback = callback;
  }

  /** `now` in seconds. @throws {GateError} `claim_missing`, `claim_invalid` where the map says `"error"` */
  judge(person: TestPerson | null, now: () => number): Judge {
    const policy = this.#for(person ?? {});
    const claims = person === null ? {} : claimsOf(person);
    return new Judgement(this.digest, policy, () => policy.access(claims, { now: now() }), now);
  }

  #for({ groups, scopes }: TestPerson): Policy<RoleMap> {
    const key = `${groups === "unavailable" ? groups : groups !== undefined} ${scopes !== undefined}`;
    const known = this.#derived.get(key);
    if (known !== undefined) return known;
    const made = loadPolicyNow(mapFor(this.#map, { groups, scopes }, this.#callback));
    this.#derived.set(key, made);
    return made;
  }
}

class Judgement implements Judge {
  readonly #digest: string;
  readonly #derived: string;
  readonly #read: () => Access;
  readonly #now: () => number;
  readonly #access: Access;
  #fresh: Access;
  #at: number;

  constructor(digest: string, policy: Policy<RoleMap>, read: () => Access, now: () => number) {
    this.#digest = digest;
    this.#derived = policy.digest;
    this.#read = read;
    this.#now = now;
    this.#access = read();
    this.#fresh = this.#access;
    this.#at = Math.floor(now());
  }

  get groups() {
    return this.#access.groups;
  }

  get roles() {
    return this.#access.roles;
  }

  can = (permission: string) => this.#access.can(permission);
  canSome = (pattern: string) => this.#access.canSome(pattern);
  check = (permission: string) => this.#access.check(permission);
  explain = (permission: string) => this.#named(this.#access.explain(permission));
  route = (path: string) => this.#today().route(path);
  explainRoute = (path: string) => this.#named(this.#today().explainRoute(path));
  landing = () => this.#today().landing();

  /** A step-up runs out as time passes. */
  #today(): Access {
    const second = Math.floor(this.#now());
    if (second !== this.#at) this.#fresh = this.#read();
    this.#at = second;
    return this.#fresh;
  }

  /** People compare digests: they are told that of the map which they wrote. */
  #named<T extends { mapDigest: string; text: string }>(explanation: T): T {
    return { ...explanation, mapDigest: this.#digest, text: explanation.text.replaceAll(this.#derived, this.#digest) };
  }
}

/** While nobody knows who is there: never yes. What is no name, and where everybody may go, the gate knows all the same. */
export function unknown(stranger: Judge, snapshot: Snapshot): Judge {
  const ready = snapshot.status === "error" && !NO_POLICY.has(snapshot.error?.code);
  const check = (permission: string) => {
    const decision = stranger.check(permission);
    return ready && decision.reason !== "signed_out" ? decision : unasked(snapshot);
  };
  return {
    groups: { values: [], state: "absent" },
    roles: [],
    can: () => false,
    canSome: () => false,
    check,
    explain: (permission) => unaskedExplanation(permission, snapshot),
    route(path) {
      const decision = stranger.route(path);
      return ready && decision.outcome !== "sign_in" ? decision : unaskedRoute(snapshot);
    },
    explainRoute: (path) => unaskedRouteExplanation(path, snapshot),
    landing: () => (ready ? stranger.landing() : "/"),
  };
}

/** With these a gate never comes to read its map. */
const NO_POLICY = new Set<GateError["code"] | undefined>(["config_invalid", "map_invalid", "wasm_unavailable", "crypto_unavailable"]);
