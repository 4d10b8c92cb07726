import { AccessTokens } from "./access-tokens.js";
import { Answers } from "./answers.js";
import { Departure } from "./departure.js";
import { warnOfName } from "./development.js";
import { type Diagnostics, diagnose, type Fault, faultOf } from "./diagnostics.js";
import { proofKeys } from "./dpop-key.js";
import { GateError } from "./errors.js";
import { guardedFetch } from "./fetch.js";
import { askInFrame } from "./frame.js";
import { Listeners } from "./listeners.js";
import { type Core, jsonOf, load, type Operation, type Turn, thrown, type Wasm, type WireEvent, type WireSnapshot } from "./load.js";
import { addressOf } from "./paths.js";
import { Presence } from "./presence.js";
import { refusal } from "./refusal.js";
import { Tabs } from "./tabs.js";
import type { Decision, Gate, GateConfig, GateEvent, RoleMap, RouteDecision, SignInOptions, Snapshot } from "./types.js";
import { freeze, NOBODY, noPage, unasked, unaskedExplanation, unaskedRoute, unaskedRouteExplanation } from "./unasked.js";

/**
 * Makes a gate. Synchronous: touches neither window nor network, and what is wrong with the configuration surfaces in `start()`.
 *
 * ```ts
 * export const gate = createGate({ issuer, clientId, roleMap, apiOrigins: ["https://api.acme.example"] });
 * ```
 */
export function createGate<const M extends RoleMap>(config: GateConfig<M>): Gate<M> {
  return new CoreGate(config) as unknown as Gate<M>;
}

// Everything is an arrow: apps take methods off the gate.
class CoreGate implements Gate {
  readonly basename: string | undefined;
  readonly roleMap: RoleMap;
  readonly #config: GateConfig;
  readonly #listeners = new Listeners();
  readonly #tabs = new Tabs();
  readonly #presence = new Presence(
    (online) => this.#wake(online),
    (restored) => this.#shown(restored),
  );
  #wasm: Wasm | undefined;
  #core: Core | undefined;
  #answers: Answers | undefined;
  #snapshot = NOBODY;
  #version = -1;
  /** Milliseconds: remembered answers hold until then. */
  #until = 0;
  #starting: Promise<Snapshot> | undefined;
  readonly #tokens = new AccessTokens({
    run: (operation, options) => this.#run(operation, options),
    epoch: () => this.#core?.epoch(),
    stepUp: (asked) => {
      this.#emit({ type: "step-up-required", ...asked });
      return this.signIn(asked);
    },
  });
  #waking: Promise<unknown> | undefined;
  /** The one sign-in that is under way: guards all ask for it at once. */
  #signingIn: Promise<unknown> | undefined;
  /** While the page leaves to sign out guards see `pending`; a sign-in that is asked for meanwhile waits for the end of it. */
  #signingOut: Promise<unknown> | undefined;
  #departure: Departure | undefined;
  #lastError: Fault | null = null;
  #disposed = false;
  #asked = false;

  constructor(config: GateConfig) {
    this.#config = config;
    this.basename = config.basename;
    this.roleMap = config.roleMap;
  }

  start = (): Promise<Snapshot> => {
    if (typeof window === "undefined" || this.#disposed) return Promise.resolve(this.#snapshot);
    this.#starting ??= this.#start();
    return this.#starting;
  };

  getSnapshot = (): Snapshot => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => this.#listeners.subscribe(listener);

  signIn = async (options: SignInOptions = {}): Promise<void> => {
    if (this.#departure?.isOld) await this.#stay();
    await this.start();
    await this.#signingOut?.catch(() => undefined);
    this.#signingIn ??= this.#run("signIn", options).finally(() => {
      this.#signingIn = undefined;
    });
    await this.#signingIn;
  };

  signOut = async (options: { everywhere?: boolean } = {}): Promise<void> => {
    if (this.#departure?.isOld) await this.#stay();
    await this.start();
    const going = this.#run("signOut", { everywhere: options.everywhere ?? true }).finally(() => {
      if (this.#signingOut === going) this.#signingOut = undefined;
    });
    this.#signingOut = going;
    await going;
  };

  refresh = async (): Promise<Snapshot> => {
    await this.start();
    await this.#tokens.renew();
    return this.#snapshot;
  };

  getAccessToken = async (options: { resource?: string; minTtl?: number } = {}): Promise<string> => {
    await this.start();
    return this.#tokens.give<string>("accessToken", options);
  };

  headers = async (url: string, method = "GET"): Promise<Record<string, string>> => {
    await this.start();
    return this.#tokens.give<Record<string, string>>("headers", { ...addressOf(url), method });
  };

  fetch = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> =>
    guardedFetch({ headers: this.headers, refresh: this.refresh, answered: this.#tokens.answered }, input, init);

  can = (permission: string): boolean => {
    const known = this.#answers?.known.get(permission);
    // Time turns yes into no and never no into yes, and the clock costs more than all the rest.
    if (known === false) return false;
    if (known === true && Date.now() < this.#until) return true;
    return this.#can(permission);
  };

  #can(permission: string): boolean {
    const answers = this.#current();
    const decision = answers === undefined ? unasked(this.#snapshot) : answers.check(permission);
    if (decision.outcome !== "allowed") warnOfName(permission, decision.reason);
    return answers?.can(permission) ?? false;
  }

  canSome = (pattern: string): boolean => this.#current()?.canSome(pattern) ?? false;

  check = (permission: string): Decision => {
    const decision = this.#current()?.check(permission) ?? unasked(this.#snapshot);
    warnOfName(permission, decision.reason);
    return decision;
  };

  explain: Gate["explain"] = (permission) => this.#current()?.explain(permission) ?? unaskedExplanation(permission, this.#snapshot);

  route = (path: string): RouteDecision => this.#current()?.route(path, Date.now()) ?? unaskedRoute(this.#snapshot);

  explainRoute: Gate["explainRoute"] = (path) => this.#current()?.explainRoute(path) ?? unaskedRouteExplanation(path, this.#snapshot);

  landing = (): string => this.#current()?.landing() ?? "/";

  on = (event: GateEvent["type"], listener: (event: GateEvent) => void): (() => void) => this.#listeners.on(event, listener);

  diagnostics = (): Diagnostics => freeze(diagnose(this.#snapshot, this.#lastError, this.#wasm, this.#core));

  dispose = (): void => {
    this.#disposed = true;
    this.#departure?.end(disposed());
    this.#presence.end();
    this.#tabs.close();
    this.#core = undefined;
    this.#answers = undefined;
    this.#snapshot = NOBODY;
    this.#listeners.clear();
  };

  async #start(): Promise<Snapshot> {
    try {
      this.#wasm = await load();
      if (this.#disposed) return this.#snapshot;
      const { roleMap, ...settings } = this.#config;
      const [texts, map] = [jsonOf(settings, "the configuration"), jsonOf(roleMap, "`roleMap`")];
      this.#core = new this.#wasm.Core(texts, map, globalThis.location?.origin, this.#changed, askInFrame, this.#tabs, proofKeys);
      this.#tabs.listen(this.#core.name(), (message) => this.#hear({ message }));
      this.#presence.begin();
      await this.#run("start", {});
    } catch (cause) {
      const error = await refusal(cause, () => JSON.stringify(this.#config.roleMap), false);
      if (!this.#disposed) this.#fail(error instanceof GateError ? error : GateError.wasmUnavailable(cause));
    }
    return this.#snapshot;
  }

  /** What cannot be mended by signing in: there is no core to ask. */
  #fail(error: GateError): void {
    if (this.#core !== undefined && this.#snapshot.status !== "pending") return;
    this.#snapshot = freeze({ ...NOBODY, status: "error", error });
    this.#emit({ type: "error", error });
    this.#listeners.notify();
  }

  async #run(operation: Operation, options: object): Promise<unknown> {
    if (this.#disposed) throw disposed();
    const core = this.#core;
    if (core === undefined) throw this.#snapshot.error ?? noPage();
    if (this.#departure !== undefined) return this.#departure.over;
    const turn = (await core.run(operation, jsonOf(options, "the options"))) as Turn;
    if (this.#disposed) throw disposed();
    this.#take(core);
    // Another operation that ends meanwhile does not call the page back.
    if (turn.leaving) this.#departure ??= new Departure(this.#stay);
    if (turn.leaving) return this.#departure?.over;
    if (turn.error !== null) {
      this.#lastError = faultOf(turn.error);
      throw thrown(turn.error);
    }
    return turn.value;
  }

  /** The page was to leave and is still here. */
  readonly #stay = async (): Promise<void> => {
    const departure = this.#departure;
    this.#departure = undefined;
    await this.#run("stay", {}).catch((error: unknown) => departure?.end(error));
  };

  /** Rust says that its state is another, in the midst of an operation too: an old answer must not outlive it. */
  readonly #changed = (): void => {
    if (this.#core !== undefined && !this.#disposed && !this.#asked) this.#take(this.#core);
  };

  /** Takes over what Rust holds now, if it is something else than before. */
  #take(core: Core): void {
    this.#presence.wakeAt(core.wakeAt());
    if (core.version() !== this.#version && this.#wasm !== undefined) {
      this.#version = core.version();
      this.#answers = new Answers(this.#wasm, core);
      this.#until = core.until();
      const wire = core.snapshot() as WireSnapshot;
      const error = wire.error === null ? null : (thrown(wire.error) as GateError);
      this.#snapshot = freeze({ ...wire, error });
      this.#listeners.notify();
    }
    for (const event of core.takeEvents() as WireEvent[]) {
      this.#emit("error" in event ? { ...event, error: thrown(event.error) as GateError } : event);
    }
  }

  #wake(online = false): void {
    if (this.#core === undefined || this.#disposed) return;
    this.#waking ??= this.#tokens
      .inTurn("wake", { visible: this.#presence.isVisible, online })
      // What goes wrong in the background is in the events and, once it matters, in the snapshot.
      .catch(() => undefined)
      .finally(() => {
        this.#waking = undefined;
      });
  }

  /** Not in turn: a sign-out must not wait for a renewal. */
  #hear(told: { message?: string }): void {
    if (this.#core !== undefined && !this.#disposed) void this.#run("hear", told).catch(() => undefined);
  }

  #shown(restored: boolean): void {
    // A page that comes out of the back-forward cache in the midst of leaving would wait for ever.
    if (restored && this.#departure !== undefined) globalThis.location.reload();
    if (this.#presence.isVisible) this.#hear({});
    this.#wake();
  }

  /** The answers, unless nothing can be asked. After the end of a session Rust is asked anew, and it says so. */
  #current(): Answers | undefined {
    if (Date.now() >= this.#until && this.#core !== undefined && this.#wasm !== undefined && this.#until !== 0) {
      this.#until = 0;
      // Whoever asks may be rendering: the listeners hear of it afterwards.
      this.#asked = true;
      this.#core.expire();
      this.#asked = false;
      this.#answers = new Answers(this.#wasm, this.#core);
      queueMicrotask(this.#changed);
      queueMicrotask(() => this.#wake());
    }
    return this.#answers;
  }

  #emit(event: GateEvent): void {
    if ("error" in event) this.#lastError = faultOf(event.error);
    this.#listeners.emit(event);
  }
}

function disposed(): GateError {
  return new GateError({ code: "disposed", message: "this gate was disposed of; make a new one" });
}
