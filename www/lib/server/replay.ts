/**
 * Remembers which proofs were used (RFC 9449 section 11.1). Where several processes serve one API, they need one that they share.
 *
 * ```ts
 * // The server forgets by itself; one step, so that of two requests at once only one is the first.
 * const replay: ReplayStore = {
 *   firstUse: async (key, until) => (await redis.set(`dpop:${key}`, "1", { NX: true, EXAT: until })) === "OK",
 * };
 * ```
 */
export interface ReplayStore {
  /**
   * Whether `key` is used for the first time: `true`, or `false` for every later call until then. What it throws, and any other value, makes the
   * answer 503.
   * @param key 43 letters of base64url: a digest of the proof's key and `jti`
   * @param until seconds since the epoch, whole: from then on `key` may be forgotten
   */
  firstUse(key: string, until: number): boolean | Promise<boolean>;
}

/** So many take about 50 MB, and come together at 1,600 requests a second. */
const MOST = 500_000;

/** In this process. What could still be replayed is never forgotten: when it is full, it throws until some of it is too old. */
export class Remembered implements ReplayStore {
  readonly #now: () => number;
  readonly #most: number;
  readonly #used = new Set<string>();
  readonly #due = new Map<number, string[]>();
  #swept = 0;

  constructor(now: () => number, most = MOST) {
    this.#now = now;
    this.#most = most;
  }

  firstUse(key: string, until: number): boolean {
    this.#forget(Math.floor(this.#now()));
    if (this.#used.has(key)) return false;
    if (this.#used.size >= this.#most) throw new RangeError(`${this.#most} proofs are remembered already`);
    this.#used.add(key);
    const due = this.#due.get(until);
    if (due === undefined) this.#due.set(until, [key]);
    else due.push(key);
    return true;
  }

  #forget(second: number): void {
    if (second === this.#swept) return;
    this.#swept = second;
    for (const [until, keys] of this.#due) {
      if (until > second) continue;
      for (const key of keys) this.#used.delete(key);
      this.#due.delete(until);
    }
  }
}
