import { warnOfName } from "../development.js";
import { diagnose } from "../diagnostics.js";
import { GateError } from "../errors.js";
import { Listeners } from "../listeners.js";
import { addressOf } from "../paths.js";
import type { Gate, GateEvent, RoleMap, RoleOf, SignInOptions, Snapshot } from "../types.js";
import { freeze, NOBODY } from "../unasked.js";
import { type Judge, Policies, unknown } from "./answers.js";
import { type TestPerson, userOf } from "./person.js";

/** A person and the state in which the gate knows them. */
export interface TestState extends TestPerson {
  /** Default: `signed-in` where a person is given, else `signed-out`. */
  status?: Snapshot["status"];
  /** Needed by the status `error`; with `signed-out` it is that of a failed sign-in. */
  error?: GateError | null;
  returnTo?: string | null;
  /** Seconds since the epoch. Default: in an hour. */
  expiresAt?: number;
}

export interface TestGateConfig<M extends RoleMap = RoleMap> extends TestState {
  roleMap: M;
  /** Seconds since the epoch, or what tells them. Default: the clock, also where a test has replaced it. */
  now?: number | (() => number);
  basename?: string;
  /** The path of `redirectUri`, which is public before any rule. Default: `/callback`. */
  callbackPath?: string;
  /** What `getAccessToken` gives. Default: `test-access-token`. */
  accessToken?: string | ((options: { resource?: string; minTtl?: number }) => string | Promise<string>);
  /** As of a gate: where `fetch` and `headers` may send it. Default: none. */
  apiOrigins?: string[];
  /** What `gate.fetch` calls with the finished request. Without it nothing is sent. `fetch` itself where that is mocked. */
  fetch?: (request: Request) => Promise<Response>;
}

type Failing = "signIn" | "signOut" | "refresh" | "getAccessToken";

export interface TestGate<M extends RoleMap = RoleMap> extends Gate<M> {
  /**
   * Changes who is there, at once: the person so far with what is given (signed in, unless `status` says otherwise), that person again,
   * nobody, nobody knows, or what no sign-in can mend.
   */
  become(next: TestState | Exclude<Snapshot["status"], "error"> | GateError): void;
  /** The next call of an operation rejects with this. */
  fail(operation: Failing, error: GateError): void;
  /** Tells listeners of an event that comes from elsewhere, such as `step-up-required`. */
  emit(event: GateEvent): void;
  /** What the app asked for, in order. */
  readonly calls: {
    readonly signIn: SignInOptions[];
    readonly signOut: { everywhere: boolean }[];
    readonly refresh: Record<string, never>[];
    readonly getAccessToken: { resource?: string; minTtl?: number }[];
  };
}

/**
 * A gate without a browser, a provider or a network: synchronous, and its answers are those of the real one, since the same
 * WebAssembly decides.
 *
 * ```ts
 * const gate = createTestGate({ roleMap, groups: ["app-editors"] });
 * gate.become("signed-out");
 * ```
 * @throws {GateError} `map_invalid` with `findings`; `wasm_unavailable`
 */
export function createTestGate<const M extends RoleMap>(config: TestGateConfig<M>): TestGate<M> {
  return new HeldGate(config) as unknown as TestGate<M>;
}

const HOUR = 3600;

// Everything is an arrow, as in the gate: apps take methods off it.
class HeldGate implements TestGate {
  readonly basename: string | undefined;
  readonly roleMap: RoleMap;
  readonly calls: TestGate["calls"] = { signIn: [], signOut: [], refresh: [], getAccessToken: [] };
  readonly #config: TestGateConfig;
  readonly #policies: Policies;
  readonly #stranger: Judge;
  readonly #listeners = new Listeners();
  readonly #failures = new Map<Failing, GateError>();
  #state: TestState;
  #judge: Judge;
  #snapshot: Snapshot = NOBODY;
  #revision = 0;
  #waiting: (() => void)[] = [];

  constructor(config: TestGateConfig) {
    const { roleMap, basename, callbackPath, now, accessToken, apiOrigins, fetch, ...state } = config;
    this.#config = config;
    this.basename = basename;
    this.roleMap = roleMap;
    this.#policies = new Policies(roleMap, callbackPath ?? "/callback");
    this.#stranger = this.#policies.judge(null, this.#now);
    this.#judge = this.#stranger;
    const given = [state.groups, state.claims, state.userinfo, state.access, state.user, state.scopes];
    this.#state = { status: given.some((part) => part !== undefined) ? "signed-in" : "signed-out", ...state };
    this.#settle();
  }

  become: TestGate["become"] = (next) => {
    const { error: _error, returnTo: _returnTo, expiresAt: _expiresAt, ...person } = this.#state;
    if (next instanceof GateError) this.#state = { ...person, status: "error", error: next };
    else if (typeof next === "string") this.#state = { ...person, status: next };
    else this.#state = { ...person, status: "signed-in", ...next };
    const before = this.#snapshot;
    this.#revision++;
    this.#settle();
    this.#tell(before);
  };

  fail: TestGate["fail"] = (operation, error) => void this.#failures.set(operation, error);

  start = (): Promise<Snapshot> => {
    if (this.getSnapshot().status !== "pending") return Promise.resolve(this.#snapshot);
    return new Promise((resolve) => this.#waiting.push(() => resolve(this.#snapshot)));
  };

  diagnostics: Gate["diagnostics"] = () => freeze(diagnose(this.getSnapshot(), null, undefined, undefined));

  getSnapshot = (): Snapshot => {
    this.#current();
    return this.#snapshot;
  };

  subscribe = (listener: () => void): (() => void) => this.#listeners.subscribe(listener);

  // As in a page, which is on its way elsewhere by then: it does not resolve.
  signIn = async (options: SignInOptions = {}): Promise<void> => {
    this.#call("signIn", options);
    return new Promise(() => undefined);
  };

  signOut = async (options: { everywhere?: boolean } = {}): Promise<void> => {
    const everywhere = options.everywhere ?? true;
    this.#call("signOut", { everywhere });
    this.become("signed-out");
    if (everywhere) return new Promise(() => undefined);
  };

  refresh = async (): Promise<Snapshot> => {
    this.#call("refresh", {});
    const { sub } = this.#person();
    this.#state = { ...this.#state, expiresAt: this.#now() + HOUR };
    this.#settle();
    this.#notify();
    this.emit({ type: "renewed", sub });
    return this.#snapshot;
  };

  getAccessToken = async (options: { resource?: string; minTtl?: number } = {}): Promise<string> => {
    this.#call("getAccessToken", options);
    this.#person();
    const { accessToken = "test-access-token" } = this.#config;
    return typeof accessToken === "function" ? accessToken(options) : accessToken;
  };

  headers = async (url: string): Promise<Record<string, string>> => {
    const { origin } = addressOf(url);
    if (!(this.#config.apiOrigins ?? []).some((allowed) => addressOf(allowed).origin === origin)) {
      throw new GateError({ code: "origin_not_allowed", message: `${origin} is not among \`apiOrigins\` of this test gate` });
    }
    return { authorization: `Bearer ${await this.getAccessToken()}` };
  };

  fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const { fetch: send } = this.#config;
    if (send === undefined) {
      throw new GateError({ code: "config_invalid", message: "a test gate sends nothing: give `createTestGate` a `fetch`" });
    }
    // As in a page; Node resolves no relative address.
    const request = new Request(typeof input === "string" ? new URL(input, globalThis.location?.href) : input, init);
    for (const [name, value] of Object.entries(await this.headers(request.url))) request.headers.set(name, value);
    return send(request);
  };

  can = (permission: string): boolean => this.check(permission).outcome === "allowed";
  canSome = (pattern: string): boolean => this.#current().canSome(pattern);
  check: Gate["check"] = (permission) => {
    const decision = this.#current().check(permission);
    warnOfName(permission, decision.reason);
    return decision;
  };
  explain: Gate["explain"] = (permission) => this.#current().explain(permission);
  route: Gate["route"] = (path) => this.#current().route(path);
  explainRoute: Gate["explainRoute"] = (path) => this.#current().explainRoute(path);
  landing = (): string => this.#current().landing();

  on = (event: GateEvent["type"], listener: (event: GateEvent) => void): (() => void) => this.#listeners.on(event, listener);

  emit = (event: GateEvent): void => this.#listeners.emit(event);

  dispose = (): void => {
    this.#listeners.clear();
    this.become("pending");
  };

  #now = (): number => {
    const { now } = this.#config;
    return typeof now === "function" ? now() : (now ?? Date.now() / 1000);
  };

  /** Records the call, or makes it fail as was asked. */
  #call<N extends Failing>(operation: N, options: TestGate["calls"][N][number]): void {
    (this.calls[operation] as unknown[]).push(options);
    const error = this.#failures.get(operation);
    this.#failures.delete(operation);
    if (error !== undefined) throw error;
  }

  #person(): { sub: string } {
    const { user, error } = this.getSnapshot();
    if (user !== null) return user;
    throw error ?? new GateError({ code: "interaction_required", message: "nobody is signed in at this test gate: `become` somebody" });
  }

  /** Whoever asks may be rendering: that a session ran out is told afterwards, as the gate does. */
  #current(): Judge {
    const { status, expiresAt } = this.#snapshot;
    if (status === "signed-in" && expiresAt !== null && this.#now() >= expiresAt) {
      const error = new GateError({ code: "session_expired", message: "the session has ended; sign in again" });
      const before = this.#snapshot;
      this.#state = { ...this.#state, status: "signed-out", error };
      this.#settle();
      queueMicrotask(() => this.#tell(before));
    }
    return this.#judge;
  }

  #settle(): void {
    try {
      this.#judge = this.#state.status === "signed-in" ? this.#policies.judge(this.#state, this.#now) : this.#stranger;
      this.#show(this.#state.status ?? "signed-out", this.#state.error ?? null);
    } catch (cause) {
      // What the map calls an error (`onAbsent`, `onOverage`) is one of the gate, too.
      if (!(cause instanceof GateError)) throw cause;
      this.#show("error", cause);
    }
  }

  #show(status: Snapshot["status"], error: GateError | null): void {
    const { returnTo = null, scopes = [], expiresAt = this.#now() + HOUR } = this.#state;
    if (status === "error" && error === null) {
      throw new GateError({ code: "config_invalid", message: "the status `error` needs an `error`: `become(new GateError(…))`" });
    }
    const shown = { ...NOBODY, status, error, returnTo, mapDigest: this.#policies.digest, revision: this.#revision };
    if (status === "pending" || status === "error") this.#judge = unknown(this.#stranger, shown);
    const { groups, roles } = this.#judge;
    const person = { user: userOf(this.#state), groups, roles: roles as RoleOf<RoleMap>[], scopes: [...scopes], expiresAt };
    this.#snapshot = freeze(structuredCloneOf(status === "signed-in" ? { ...shown, ...person } : shown));
  }

  #tell(before: Snapshot): void {
    const { status, user, error } = this.#snapshot;
    this.#notify();
    if (status === "error" && error !== null) this.emit({ type: "error", error });
    if (status === "signed-in" && before.user?.sub !== user?.sub) this.emit({ type: "signed-in", ...(user && { sub: user.sub }) });
    if (status !== "signed-out" || before.user === null) return;
    this.emit({ type: error?.code === "session_expired" ? "expired" : "signed-out", sub: before.user.sub });
  }

  #notify(): void {
    if (this.#snapshot.status !== "pending") for (const resolve of this.#waiting.splice(0)) resolve();
    this.#listeners.notify();
  }
}

/** Freezing must not reach the objects of the test. */
function structuredCloneOf(snapshot: Snapshot): Snapshot {
  const { user } = snapshot;
  return user === null ? snapshot : { ...snapshot, user: structuredClone(user) };
}
