import type { Diagnostics } from "./diagnostics-types.js";
import type { Finding, GateError } from "./errors.js";
import type { Alg } from "./token-types.js";

export type { Diagnostics } from "./diagnostics-types.js";
export type * from "./token-types.js";

/** Augment it with `{ gate: typeof gate }` and every hook and component knows your permissions. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the app through module augmentation
export interface Register {}

/** The gate of {@link Register}, or one that knows no names. */
export type RegisteredGate = Register extends { gate: infer G extends Gate<RoleMap> } ? G : Gate<RoleMap>;
/** The permissions of {@link Register}'s role map; `string` without one. */
export type RegisteredPermission = Parameters<RegisteredGate["can"]>[0];

/** A role map as imported from JSON or written in place. Loose on purpose: Rust judges it, with pointers and a way out. */
export interface RoleMap {
  readonly version: number;
  /** Name to one line for people. */
  readonly permissions?: object | undefined;
  readonly roles?: object | undefined;
  readonly groups?: readonly object[] | undefined;
  readonly claims?: string | object | undefined;
  readonly routes?: object | undefined;
  readonly landing?: readonly object[] | undefined;
  readonly [key: string]: unknown;
}

/** The permissions that a map declares; `{id}` stands for any string. Any string for a map without `permissions`. */
export type PermissionOf<M> = M extends { readonly permissions: infer P extends object } ? Template<keyof P & string> : string;
/** The roles that a map declares; any string for a map without `roles`. */
export type RoleOf<M> = M extends { readonly roles: infer R extends object } ? keyof R & string : string;
type Template<S extends string> = S extends `${infer Head}{${string}}${infer Tail}` ? `${Head}${string}${Template<Tail>}` : S;

export interface GateConfig<M extends RoleMap = RoleMap> {
  /** Exact issuer identifier; discovery is read from it. `http:` for loopback hosts only. */
  issuer: string;
  clientId: string;
  roleMap: M;
  /** Default: `location.origin + "/callback"`. */
  redirectUri?: string;
  /** Default: `location.origin + "/"`. */
  postLogoutRedirectUri?: string;
  /** Space-separated. Default: what the map's preset needs, at least `openid profile`. */
  scope?: string;
  /** Asked for too, dropped once when the provider refuses it. Default: `offline_access`. */
  optionalScope?: string;
  /** RFC 8707. Each has its own access token; the first one's is sent by default. */
  resource?: string | string[];
  /** For providers that use it instead of `resource` (Auth0). */
  audience?: string;
  /** `id_token`: sign-in only, no access token. Default: `code`. */
  responseType?: "code" | "id_token";
  responseMode?: "query" | "fragment";
  /** Where tokens live: in the page, in the tab's sessionStorage, or in IndexedDB for all tabs of the origin. Default: `memory`. */
  storage?: "memory" | "session" | "local";
  /**
   * How `memory` survives a reload, and a duplicated tab gets a session of its own. `iframe` also renews where there is no refresh token
   * (any more). Default: `redirect`.
   */
  restore?: "redirect" | "iframe" | "none";
  /** Seconds, the longest that groups are trusted without a new ID token. Default: 28800 (8 h). */
  maxSession?: number;
  /** RFC 9449, with a non-extractable ES256 key in IndexedDB for each sign-in, deleted with its session and at a sign-out. Default: false. */
  dpop?: boolean;
  /** RFC 9126. Default: `auto`, when the metadata requires it. */
  par?: "auto" | "required" | "off";
  /** Seconds. Default: 60. */
  leeway?: number;
  /** Where `gate.fetch` and `gate.headers` may send the access token. Default: none. */
  apiOrigins?: string[];
  /** Narrows what an ID token may be signed with. Default: all of {@link Alg}. */
  algorithms?: Alg[];
  /** Further audiences that an ID token may name. Default: none. */
  trustedAudiences?: string[];
  /** Of the router. Paths given to the gate are without it. */
  basename?: string;
  /** Further parameters of the authorization request. */
  authorizeParams?: Record<string, string>;
  /** Instead of discovery. */
  metadata?: ProviderMetadata;
  /** Milliseconds. Default: 10000 each. */
  timeouts?: { request?: number; silent?: number };
  /** `claimgate/slim` only. */
  wasm?: URL | BufferSource | WebAssembly.Module;
}

/** RFC 8414 and OpenID Connect Discovery 1.0 section 3; only what the gate reads is spelled out. */
export interface ProviderMetadata {
  issuer: string;
  authorization_endpoint?: string;
  token_endpoint?: string;
  jwks_uri?: string;
  userinfo_endpoint?: string;
  end_session_endpoint?: string;
  pushed_authorization_request_endpoint?: string;
  require_pushed_authorization_requests?: boolean;
  authorization_response_iss_parameter_supported?: boolean;
  id_token_signing_alg_values_supported?: string[];
  [member: string]: unknown;
}

export interface SignInOptions {
  /** A same-origin path to come back to. Default: where the person is. */
  returnTo?: string;
  prompt?: string;
  loginHint?: string;
  acrValues?: string[];
  /** Seconds since the person last authenticated. */
  maxAge?: number;
}

/** What can be asked about one person. Never throws. */
export interface Answers<M = RoleMap> {
  can(permission: PermissionOf<M>): boolean;
  /** Whether any permission under a pattern such as `project:*:read` is allowed. */
  canSome(pattern: string): boolean;
  check(permission: PermissionOf<M>): Decision;
  explain(permission: PermissionOf<M>): Explanation;
  /** `path` is the router's, without `basename`. */
  route(path: string): RouteDecision;
  explainRoute(path: string): RouteExplanation;
  /** The path to open after a sign-in without a `returnTo`, without `basename`. */
  landing(): string;
}

/** No method needs `this`. */
export interface Gate<M extends RoleMap = RoleMap> extends Answers<M> {
  /** As configured: router adapters strip it from what they ask and add it to where they go. */
  readonly basename?: string | undefined;
  /** As configured. */
  readonly roleMap?: M | undefined;
  /** Loads wasm, finishes or restores a session. Idempotent; never rejects: what went wrong is in the snapshot. */
  start(): Promise<Snapshot<M>>;
  /** Frozen; a new object only when something changed. */
  getSnapshot(): Snapshot<M>;
  subscribe(listener: () => void): () => void;
  /** Navigates away; settles only if it fails first. @throws {GateError} */
  signIn(options?: SignInOptions): Promise<void>;
  /** `everywhere` (default true): at the provider too; false: this app, all its tabs. @throws {GateError} */
  signOut(options?: { everywhere?: boolean }): Promise<void>;
  /** @throws {GateError} */
  refresh(): Promise<Snapshot<M>>;
  /** `minTtl` in seconds, default 30; `resource` is one of the configured ones. @throws {GateError} */
  getAccessToken(options?: { resource?: string; minTtl?: number }): Promise<string>;
  /** `fetch` with the access token, to `apiOrigins` only; leaves for a sign-in where the API asks for one (RFC 9470). @throws {GateError} */
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
  /**
   * Authorization and DPoP of one request for other HTTP clients, for `apiOrigins` only. Its proof has the nonce that `fetch` heard last from
   * that origin; what another client hears the gate cannot know. @throws {GateError}
   */
  headers(url: string, method?: string): Promise<Record<string, string>>;
  on(event: GateEvent["type"], listener: (event: GateEvent) => void): () => void;
  /** A report for an issue: nothing of it is secret or names anybody. `JSON.stringify` makes it text. */
  diagnostics(): Diagnostics;
  dispose(): void;
}

export interface Snapshot<M extends RoleMap = RoleMap> {
  readonly status: "pending" | "signed-out" | "signed-in" | "error";
  readonly user: User | null;
  readonly groups: Groups;
  readonly roles: RoleOf<M>[];
  /** What was granted. */
  readonly scopes: string[];
  /** Seconds since the epoch. */
  readonly expiresAt: number | null;
  readonly error: GateError | null;
  /** Set once after a callback: where the person was going, without `basename`. */
  readonly returnTo: string | null;
  /** SHA-256 in lower-case hex of the canonical role map (RFC 8785). */
  readonly mapDigest: string;
  /** Another number whenever answers may differ though nothing above does: permissions that an access token brings are not shown here. */
  readonly revision?: number | undefined;
}

export interface User {
  sub: string;
  name?: string;
  email?: string;
  /** The ID token's, then those that only userinfo has. */
  claims: Record<string, unknown>;
}

export type GroupsState = "present" | "empty" | "absent" | "overage" | "malformed" | "unavailable";
export interface Groups {
  values: string[];
  state: GroupsState;
}

export type GateEvent =
  | { type: "signed-in" | "signed-out" | "renewed" | "expired"; sub?: string }
  | { type: "error"; error: GateError }
  | { type: "step-up-required"; acrValues?: string[]; maxAge?: number }
  | { type: "warning"; error: GateError };

/** `reason` is one of the closed lists of the role map manual. Only `allowed` shows anything. */
export interface Decision {
  outcome: "allowed" | "denied" | "indeterminate" | "pending";
  reason: string;
}

export interface RouteDecision {
  outcome: "allow" | "sign_in" | "step_up" | "forbidden" | "indeterminate" | "pending";
  reason: string;
  /** `routes.signIn` or `routes.forbidden` as written in the map, without `basename` and `returnTo`. */
  redirectTo: string | null;
  /** Only with `step_up`; `maxAge` in seconds. */
  stepUp?: { acrValues?: string[]; maxAge?: number };
}

export interface Explanation extends Decision {
  permission: string;
  by: ExplanationStep[];
  /** Permissions one segment or letter case away. */
  near: string[];
  /** Who would have it. */
  grantedBy: { roles: string[]; groups: string[] };
  roles: string[];
  groupsState: GroupsState;
  mapDigest: string;
  /** For a ticket. */
  text: string;
}
export interface ExplanationStep {
  effect: "allow" | "deny";
  grant: string;
  group?: string;
  raw?: string;
  source?: string;
  /** The place of the entry under `groups`, from 0. */
  entry?: number;
  rolePath?: string[];
}

export interface RouteExplanation extends Omit<RouteDecision, "stepUp"> {
  path: string;
  rules: { path: string; verdict: string; reason: string; lifted?: boolean }[];
  mapDigest: string;
  text: string;
}

/** What {@link Policy.access} answers: the gate's questions for one person. */
export interface Access<M = RoleMap> extends Answers<M> {
  groups: Groups;
  roles: RoleOf<M>[];
  diagnostics: { code: string; value: string }[];
}

/** Claims that the caller has verified. `userinfo: null` is the state `unavailable`. */
export interface AccessClaims {
  id?: object;
  userinfo?: object | null;
  access?: object;
}

export interface Policy<M = RoleMap> {
  /** `now` in seconds since the epoch. @throws {GateError} `claim_missing`, `claim_invalid` where the map says `"error"` */
  access(claims: AccessClaims, options?: { side?: "client" | "api"; now?: number }): Access<M>;
  /** Warnings, at most 50, in the order of the map. Loads a second WebAssembly module. @throws {GateError} `wasm_unavailable` */
  lint(): Promise<Finding[]>;
  digest: string;
}
