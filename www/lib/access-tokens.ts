import { GateError } from "./errors.js";
import type { Answer, Next } from "./fetch.js";
import type { Operation, StepUp } from "./load.js";

/** What is asked of the gate here. */
interface Asked {
  run(operation: Operation, options: object): Promise<unknown>;
  /** Another one whenever a session ended or became another person's. */
  epoch(): number | undefined;
  /** Leaves for a sign-in. */
  stepUp(asked: StepUp): Promise<void>;
}

/** Access tokens for who wants one: renewed where they must be, once for all who want the same, and one after the other. */
export class AccessTokens {
  readonly #gate: Asked;
  /** By resource; the first of them has no name. */
  readonly #renewing = new Map<string | undefined, Promise<unknown>>();
  /** What renews runs one after the other: two at once would present the same refresh token. */
  #queue: Promise<unknown> = Promise.resolve();
  #steppingUp: Promise<void> | undefined;

  constructor(gate: Asked) {
    this.#gate = gate;
  }

  /** A token, or what presents it. */
  async give<T>(operation: "accessToken" | "headers", options: object): Promise<T> {
    // Whoever asked as one person gets no token of the next.
    const epoch = this.#gate.epoch();
    await this.#renewing.get(undefined)?.catch(() => undefined);
    const first = (await this.#gate.run(operation, { ...options, epoch })) as { token: T | null; resource?: string | null };
    if (first.token !== null) return first.token;
    await this.renew(first.resource ?? undefined);
    const { token } = (await this.#gate.run(operation, { ...options, epoch, minTtl: 0 })) as { token: T | null };
    if (token !== null) return token;
    throw new GateError({
      code: "session_expired",
      message: "the new access token has ended already; compare this clock with the provider's",
    });
  }

  /** Many callers, one request. */
  renew(resource?: string): Promise<unknown> {
    const renewing = this.#renewing.get(resource) ?? this.inTurn("refresh", { resource }).finally(() => this.#renewing.delete(resource));
    this.#renewing.set(resource, renewing);
    return renewing;
  }

  inTurn(operation: "refresh" | "wake", options: object): Promise<unknown> {
    const next = this.#queue.then(() => this.#gate.run(operation, options));
    this.#queue = next.catch(() => undefined);
    return next;
  }

  /** What is to be done about an API's answer. */
  readonly answered = async (answer: Answer): Promise<Next> => {
    const turn = (await this.#gate.run("answered", answer)) as { next: Next | "step-up"; signIn?: StepUp };
    if (turn.next !== "step-up") return turn.next;
    // Many requests may hear it at once.
    this.#steppingUp ??= this.#gate.stepUp(turn.signIn ?? {}).finally(() => {
      this.#steppingUp = undefined;
    });
    await this.#steppingUp;
    return null;
  };
}
