// A timer above 2^31-1 ms fires at once.
const LONGEST_TIMER = 2 ** 31 - 1;

/** What wakes a page: its timer, the network that comes back, being shown. */
export class Presence {
  readonly #wake: (online: boolean) => void;
  readonly #shown: (restored: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `shown` hears whether the page comes out of the back-forward cache. */
  constructor(wake: (online: boolean) => void, shown: (restored: boolean) => void) {
    this.#wake = wake;
    this.#shown = shown;
  }

  get isVisible(): boolean {
    return globalThis.document?.visibilityState !== "hidden";
  }

  /** Wakes at that time and at no other, in milliseconds since the epoch; 0 is never. */
  wakeAt(time: number): void {
    clearTimeout(this.#timer);
    if (time !== 0) this.#timer = setTimeout(this.#wake, Math.min(Math.max(time - Date.now(), 0), LONGEST_TIMER), false);
  }

  begin(): void {
    this.#attend("addEventListener");
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#attend("removeEventListener");
  }

  #attend(change: "addEventListener" | "removeEventListener"): void {
    globalThis.document?.[change]("visibilitychange", this.#changed);
    globalThis[change]?.("online", this.#connected);
    globalThis[change]?.("pageshow", this.#changed);
  }

  readonly #connected = (): void => this.#wake(true);

  readonly #changed = (event: Event): void => this.#shown((event as PageTransitionEvent).persisted === true);
}
