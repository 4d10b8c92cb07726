import { GateError } from "../errors.js";
import { loadPolicyNow } from "../policy-now.js";
import { verifyAccessToken } from "../token.js";
import type { Access, PermissionOf, Policy, RoleMap, VerifiedAccessToken } from "../types.js";
import { type Adapters, adaptersOf } from "./adapters.js";
import { type ApiGuardOptions, checkOptions, presetOf } from "./config.js";
import { noToken, refusedClaims, refusedNeed, refusedToken, type Scheme, unavailable } from "./error.js";
import { Keys } from "./keys.js";
import { type Need, PLACE, policyOfNeed, scopesOf } from "./need.js";
import { withGroups } from "./overage.js";
import { Proofs } from "./proof.js";
import { type Asked, askedOf } from "./request.js";

/** Whose request it is, and what they may do. */
export interface ApiAccess<M extends RoleMap = RoleMap> extends Access<M> {
  /** Of the access token, verified. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Of a client without a person it may be the client. Empty where the provider sends none. */
  readonly sub: string;
  readonly scopes: readonly string[];
  /** To be compared with the page's. */
  readonly mapDigest: string;
  /** For what is only known in the handler. @throws {ApiError} 403, or 503 where it cannot be known */
  demand(permission: PermissionOf<M>): void;
}

export interface ApiGuard<M extends RoleMap = RoleMap> extends Adapters<M> {
  /** @throws {ApiError} 401, 403 or 503, with its challenge */
  authenticate(request: Request): Promise<ApiAccess<M>>;
}

/** Judges one request: who sends it, and whether they have what it needs. */
export type Judge = (request: Asked, need: Prepared | undefined) => Promise<ApiAccess>;
export interface Prepared {
  policy: Policy<RoleMap>;
  /** All are needed. */
  scopes: readonly string[];
}

/**
 * The role map on a resource server: RFC 9068 access tokens, judged by the map's `api` half. Synchronous; keys are fetched when the first
 * token comes.
 *
 * ```ts
 * const guard = createApiGuard({ issuer, audience: "https://api.acme.example", roleMap });
 * app.post("/projects", guard.node("projects:write"), addProject);
 * ```
 * @throws {GateError} `config_invalid`, `map_invalid` with `findings`, `wasm_unavailable`
 */
export function createApiGuard<const M extends RoleMap>(options: ApiGuardOptions<M>): ApiGuard<M> {
  checkOptions(options);
  const { roleMap } = options;
  const guard = new Guard(options, loadPolicyNow<RoleMap>(roleMap));
  const prepare = (need: Need): Prepared => ({ policy: policyOfNeed(roleMap, need), scopes: scopesOf(need) });
  const authenticate = (request: Request) => guard.judge(askedOf(request), undefined);
  return { authenticate, ...adaptersOf(guard.judge, prepare) } as unknown as ApiGuard<M>;
}

class Guard {
  readonly #options: ApiGuardOptions;
  readonly #policy: Policy<RoleMap>;
  readonly #keys: Keys;
  readonly #schemes: readonly Scheme[];
  readonly #proofs: Proofs | undefined;

  constructor(options: ApiGuardOptions, policy: Policy<RoleMap>) {
    this.#options = options;
    this.#policy = policy;
    this.#keys = new Keys(options);
    const { dpop = "off", leeway } = options;
    this.#schemes = dpop === "off" ? ["Bearer"] : dpop.required ? ["DPoP"] : ["Bearer", "DPoP"];
    this.#proofs = dpop === "off" ? undefined : new Proofs(dpop, () => this.#now(), leeway);
  }

  readonly judge: Judge = async (request, need) => {
    const { scheme, claims, scopes, now } = await this.#admitted(request);
    const named = await this.#withAllGroups(claims, now, scheme);
    const access = accessUnder(this.#policy, named, now, scheme);
    if (need !== undefined) {
      const decision = accessUnder(need.policy, named, now, scheme).route(PLACE);
      const lacking = need.scopes.some((scope) => !scopes.includes(scope));
      // Nobody is asked to authenticate again for what is refused anyway.
      const otherwise = decision.outcome === "allow" || decision.stepUp !== undefined;
      if (lacking && otherwise) throw refusedNeed({ reason: "scope_missing" }, scheme, need.scopes);
      if (decision.outcome !== "allow") throw refusedNeed(decision, scheme);
    }
    const demand = (permission: string) => {
      const decision = access.check(permission);
      if (decision.outcome !== "allowed") throw refusedNeed(decision, scheme);
    };
    return Object.assign(access, { claims, sub: claims.sub ?? "", scopes, mapDigest: this.#policy.digest, demand });
  };

  #now(): number {
    return this.#options.now?.() ?? Date.now() / 1000;
  }

  /** The token, then its proof: nobody without a good token may fill the store of proofs. */
  async #admitted(request: Asked): Promise<Pick<VerifiedAccessToken, "claims" | "scopes"> & { scheme: Scheme; now: number }> {
    const shown = presented(request.authorization, this.#proofs === undefined ? ["Bearer"] : ["Bearer", "DPoP"]);
    if (shown === undefined) throw noToken(this.#schemes);
    const { scheme, token } = shown;
    const now = this.#now();
    const answer = this.#schemes.includes(scheme) ? scheme : "DPoP";
    const { claims, scopes } = await this.#verify(token, now, answer);
    if (scheme === "DPoP") await this.#proofs?.judge(request, token, claims.cnf, now);
    else if (claims.cnf !== undefined) throw refusedToken(bound(), this.#proofs === undefined ? "Bearer" : "DPoP");
    else if (answer === "DPoP") throw refusedToken(plain(), answer);
    return { claims, scopes, scheme: answer, now };
  }

  async #verify(token: string, now: number, scheme: Scheme): Promise<VerifiedAccessToken> {
    try {
      const { jwks, fresh } = await this.#keys.current();
      return await this.#with(jwks, token, now).catch(async (error: unknown) => {
        const lacking = error instanceof GateError && error.code === "jwt_key_missing" && !fresh;
        const newer = lacking ? await this.#keys.after(jwks) : null;
        if (newer === null) throw error;
        return this.#with(newer, token, now);
      });
    } catch (cause) {
      throw cause instanceof GateError ? refusedToken(cause, scheme) : cause;
    }
  }

  #with(jwks: { keys: object[] }, token: string, now: number): Promise<VerifiedAccessToken> {
    const { issuer, audience, leeway, profile, roleMap } = this.#options;
    const preset = presetOf(roleMap);
    const chosen = { ...(leeway !== undefined && { leeway }), ...(profile && { profile }), ...(preset && { preset }) };
    return verifyAccessToken(token, { issuer, audience, jwks, now, ...chosen });
  }

  /** Groups that the token could not hold (Entra ID: more than 200). */
  async #withAllGroups(claims: Readonly<Record<string, unknown>>, now: number, scheme: Scheme): Promise<object> {
    const { resolveGroups, roleMap } = this.#options;
    if (resolveGroups === undefined || stateOf(this.#policy, claims, now, scheme) !== "overage") return claims;
    try {
      const groups = await resolveGroups(claims);
      if (!Array.isArray(groups)) throw new TypeError("no array of names");
      return withGroups(claims, roleMap, groups);
    } catch (cause) {
      throw unavailable(new GateError({ code: "network_error", message: "`resolveGroups` failed", retriable: true, cause }));
    }
  }
}

/** RFC 6750 section 2.1, RFC 9449 section 7.1: the only place where a token is looked for. */
function presented(authorization: string | null | undefined, known: readonly Scheme[]): { scheme: Scheme; token: string } | undefined {
  const [named, token, ...rest] = (authorization ?? "").split(" ");
  const scheme = known.find((each) => each.toLowerCase() === named?.toLowerCase());
  return scheme !== undefined && token && rest.length === 0 ? { scheme, token } : undefined;
}

/** A token that is bound to a key proves nothing without the proof (RFC 9449 section 7.1, RFC 8705 section 3). */
function bound(): GateError {
  return new GateError({
    code: "token_type_unsupported",
    message: "the access token is bound to a key: send it as `Authorization: DPoP` with a proof, where the guard takes proofs",
    claim: "cnf",
  });
}

function plain(): GateError {
  const message = "the access token is not bound to a key, and this API takes no other: set `dpop` in the page";
  return new GateError({ code: "token_type_unsupported", message, claim: "cnf" });
}

function accessUnder(policy: Policy<RoleMap>, access: object, now: number, scheme: Scheme): Access<RoleMap> {
  try {
    return policy.access({ access }, { side: "api", now });
  } catch (cause) {
    throw cause instanceof GateError ? refusedClaims(cause, scheme) : cause;
  }
}

/** Under `"onOverage": "error"` the policy throws where it would name the state. */
function stateOf(policy: Policy<RoleMap>, access: object, now: number, scheme: Scheme): string {
  try {
    return policy.access({ access }, { side: "api", now }).groups.state;
  } catch (cause) {
    if (cause instanceof GateError && cause.code === "claim_invalid") return "overage";
    throw cause instanceof GateError ? refusedClaims(cause, scheme) : cause;
  }
}
