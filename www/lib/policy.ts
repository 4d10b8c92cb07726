import { Answers } from "./answers.js";
import { type AccessHandle, load, thrown, type Wasm } from "./load.js";
import type { Access, AccessClaims, Policy, RoleMap } from "./types.js";

/**
 * Reads a role map: an object, or text (then duplicate keys are found and findings have lines).
 *
 * ```ts
 * const policy = await loadPolicy(roleMap);
 * policy.access({ id: claims }).can("projects:write");
 * ```
 * @throws {GateError} `map_invalid` with `findings`; `wasm_unavailable`
 */
export async function loadPolicy<const M extends RoleMap>(map: M | string): Promise<Policy<M>> {
  const wasm = await load();
  const isText = typeof map === "string";
  const loaded = attempt(() => new wasm.PolicyHandle(isText ? map : JSON.stringify(map), isText));
  return {
    digest: loaded.digest(),
    access(claims: AccessClaims, options = {}): Access<M> {
      const side = options.side ?? "client";
      const now = options.now ?? Date.now() / 1000;
      return accessOf(
        wasm,
        attempt(() => loaded.access(JSON.stringify(claims), side, now)),
        now,
      );
    },
  };
}

type Summary<M> = Pick<Access<M>, "groups" | "roles" | "diagnostics">;

function accessOf<M extends RoleMap>(wasm: Wasm, handle: AccessHandle, now: number): Access<M> {
  const answers = new Answers(wasm, handle);
  const { known } = answers;
  let summary: Summary<M> | undefined;
  // Few ask, and on a server somebody's access is made for each request.
  const told = () => {
    summary ??= JSON.parse(handle.summary()) as Summary<M>;
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

function attempt<T>(make: () => T): T {
  try {
    return make();
  } catch (cause) {
    throw thrown(cause);
  }
}
