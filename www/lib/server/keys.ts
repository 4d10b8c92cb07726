import { GateError } from "../errors.js";
import { readJson, trustedUrl } from "./read.js";

export interface JwkSet {
  keys: object[];
}

export interface KeyOptions {
  issuer: string;
  jwks?: JwkSet | undefined;
  metadata?: object | undefined;
}

/** Milliseconds. A provider that withdraws a key is heard of within ten minutes, or an hour while it cannot be reached. */
const FRESH = 600_000;
const USABLE = 3_600_000;
const BETWEEN = 30_000;

/** The provider's keys: fetched once however many ask. */
export class Keys {
  readonly #options: KeyOptions;
  #held: { jwks: JwkSet; at: number } | undefined;
  #fetching: Promise<JwkSet> | undefined;
  #address: URL | undefined;
  #renewed: { at: number; fault?: unknown } = { at: -Infinity };
  #failedAt = -Infinity;

  constructor(options: KeyOptions) {
    this.#options = options;
  }

  /** `fresh` when they were fetched for this very call. @throws {GateError} why there are none */
  async current(): Promise<{ jwks: JwkSet; fresh: boolean }> {
    const { jwks } = this.#options;
    if (jwks !== undefined) return { jwks, fresh: true };
    const held = this.#held;
    const age = held === undefined ? Infinity : Date.now() - held.at;
    const waiting = age < USABLE && Date.now() - this.#failedAt < BETWEEN;
    if (held !== undefined && (age < FRESH || waiting)) return { jwks: held.jwks, fresh: false };
    try {
      return { jwks: await this.#fetch(), fresh: true };
    } catch (error) {
      this.#failedAt = Date.now();
      if (held !== undefined && age < USABLE) return { jwks: held.jwks, fresh: true };
      throw error;
    }
  }

  /**
   * What came after `seen`, which lacks a key: fetched again at most once in 30 s; `null` when there is nothing newer.
   * @throws {GateError} why that cannot be known
   */
  async after(seen: JwkSet): Promise<JwkSet | null> {
    if (this.#held !== undefined && this.#held.jwks !== seen) return this.#held.jwks;
    if (this.#fetching === undefined) {
      const { at, fault } = this.#renewed;
      if (Date.now() - at < BETWEEN) {
        // Nobody may lose a session because the provider does not answer.
        if (fault !== undefined) throw fault;
        return null;
      }
      this.#renewed = { at: Date.now() };
    }
    const renewed = this.#renewed;
    return this.#fetch().catch((fault: unknown) => {
      renewed.fault = fault;
      throw fault;
    });
  }

  #fetch(): Promise<JwkSet> {
    this.#fetching ??= this.#read().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  async #read(): Promise<JwkSet> {
    this.#address ??= await this.#find();
    const jwks = await readJson(this.#address, "the key set");
    if (!Array.isArray(jwks.keys)) throw new GateError({ code: "jwks_invalid", message: "the key set has no `keys`" });
    this.#held = { jwks: jwks as unknown as JwkSet, at: Date.now() };
    return this.#held.jwks;
  }

  /** OpenID Connect Discovery 1.0 section 4. */
  async #find(): Promise<URL> {
    const { issuer, metadata } = this.#options;
    const address = new URL(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
    const known = (metadata ?? (await readJson(address, "the provider's metadata"))) as { issuer?: unknown; jwks_uri?: unknown };
    if (known.issuer !== issuer) {
      throw new GateError({
        code: "issuer_mismatch",
        message: "the provider's metadata is of another issuer: configure exactly the `issuer` in it",
      });
    }
    const url = typeof known.jwks_uri === "string" ? trustedUrl(known.jwks_uri) : null;
    if (url === null) throw new GateError({ code: "response_invalid", message: "the provider's metadata has no usable `jwks_uri`" });
    return url;
  }
}
