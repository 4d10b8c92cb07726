import { GateError } from "../errors.js";
import { jsonOf, verifyProof } from "../load.js";
import type { DpopOptions } from "./config.js";
import { refusedProof, unavailable } from "./error.js";
import { Remembered, type ReplayStore } from "./replay.js";
import type { Asked } from "./request.js";

/** Judges what comes with a token that is bound to a key (RFC 9449 section 4.3). Rust does, all of it but what was used before. */
export class Proofs {
  readonly #origin: string | undefined;
  readonly #leeway: number | undefined;
  readonly #replay: ReplayStore;

  constructor({ replay, publicOrigin }: DpopOptions, clock: () => number, leeway: number | undefined) {
    this.#origin = publicOrigin === undefined ? undefined : new URL(publicOrigin).origin;
    this.#leeway = leeway;
    this.#replay = replay ?? new Remembered(clock);
  }

  /** `cnf` is that of `token`, which was verified. @throws {ApiError} 401, or 503 where it cannot be judged */
  async judge(request: Asked, token: string, cnf: unknown, now: number): Promise<void> {
    const { origin, path } = request.address();
    const url = (this.#origin ?? origin) + path;
    const options = { method: request.method, url, token, cnf, now: Math.floor(now), leeway: this.#leeway };
    const { replayKey, until } = await verifyProof(request.dpop ?? "", jsonOf(options, "the request")).catch((cause: unknown) => {
      throw cause instanceof GateError ? refusedProof(cause) : cause;
    });
    if (!(await this.#isFirst(replayKey, until))) throw refusedProof(replayed());
  }

  async #isFirst(key: string, until: number): Promise<boolean> {
    try {
      const first = await this.#replay.firstUse(key, until);
      if (typeof first !== "boolean") throw new TypeError("neither true nor false");
      return first;
    } catch (cause) {
      throw unavailable(new GateError({ code: "storage_unavailable", message: "the replay store failed", retriable: true, cause }));
    }
  }
}

function replayed(): GateError {
  return new GateError({ code: "claim_invalid", message: "`jti`: the proof was used before; make one for each request", claim: "jti" });
}
