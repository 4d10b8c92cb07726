import { Answers, type Asked } from "./answers.js";
import { type AccessHandle, attempt, jsonOf, lint, type PolicyHandle, type Wasm } from "./load.js";
import type { Access, AccessClaims, Policy, RoleMap } from "./types.js";

/** What a map that was accepted answers. `source` is the map as Rust got it. */
export function policyOf<M extends RoleMap>(wasm: Wasm, loaded: PolicyHandle, source: string, isText: boolean): Policy<M> {
  return {
    digest: loaded.digest(),
    access(claims: AccessClaims, options = {}): Access<M> {
      const side = options.side ?? "client";
      const now = options.now ?? Date.now() / 1000;
      const text = jsonOf(claims, "the claims");
      return accessOf(wasm, new Person(() => attempt(() => loaded.access(text, side, now))), now);
    },
    lint: () => lint(source, isText),
  };
}

type Summary<M> = Pick<Access<M>, "groups" | "roles" | "diagnostics">;

function accessOf<M extends RoleMap>(wasm: Wasm, person: Person, now: number): Access<M> {
  const answers = new Answers(wasm, person);
  const { known } = answers;
  let summary: Summary<M> | undefined;
  // Few ask, and on a server somebody's access is made for each request.
  const told = () => {
    summary ??= JSON.parse(person.handle().summary()) as Summary<M>;
    return summary;
  };
  return {
    can: (permission) => known.get(permission) ?? answers.can(permission),
    canSome: (pattern) => answers.canSome(pattern),
    check: (permission) => answers.check(permission),
    explain: (permission) => answers.explain(permission),
    route: (path) => answers.route(path, now * 1000),
    explainRoute: (path) => answers.explainRoute(path),
    landing: () => answers.landing(),
    get groups() {
      return told().groups;
    },
    get roles() {
      return told().roles;
    },
    get diagnostics() {
      return told().diagnostics;
    },
  };
}

// WebAssembly's memory is not in what the garbage collector weighs: a server that makes an access for each request would fill it long
// before the first is collected. So only the last few stay there, and a person who is asked about after that is read anew.
const MOST_ALIVE = 64;
const alive = new Set<Person>();

/** One person's grants, in WebAssembly or about to be. The claims are a copy, so that both times say the same. */
class Person implements Asked {
  readonly #read: () => AccessHandle;
  #handle: AccessHandle | undefined;

  constructor(read: () => AccessHandle) {
    this.#read = read;
    this.handle();
  }

  check(permission: string): number {
    return this.handle().check(permission);
  }

  canSome(pattern: string): boolean {
    return this.handle().canSome(pattern);
  }

  route(path: string): string {
    return this.handle().route(path);
  }

  explain(permission: string): string {
    return this.handle().explain(permission);
  }

  explainRoute(path: string): string {
    return this.handle().explainRoute(path);
  }

  landing(): string {
    return this.handle().landing();
  }

  handle(): AccessHandle {
    if (this.#handle !== undefined) return this.#handle;
    this.#handle = this.#read();
    if (alive.size >= MOST_ALIVE) alive.values().next().value?.letGo();
    alive.add(this);
    return this.#handle;
  }

  letGo(): void {
    alive.delete(this);
    this.#handle?.free();
    this.#handle = undefined;
  }
}
