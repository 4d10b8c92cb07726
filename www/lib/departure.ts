/** Milliseconds. Older browsers do not say that the person pressed Stop; whoever asks again after so long means it. */
const PATIENCE = 5_000;

/** A page on its way elsewhere: what is asked meanwhile waits until the page is gone, or until somebody stopped it. */
export class Departure {
  /** Rejects when the page stays. */
  readonly over: Promise<never>;
  readonly #since = Date.now();
  readonly #stopped: () => void;
  readonly #navigation = (globalThis as { navigation?: EventTarget }).navigation;
  #reject: (error: unknown) => void = () => undefined;
  #check: ReturnType<typeof setTimeout> | undefined;

  /** `stopped` is called when the browser says that the page does not leave after all. */
  constructor(stopped: () => void) {
    this.#stopped = stopped;
    this.over = new Promise((_, reject) => {
      this.#reject = reject;
    });
    // It may be that nobody waits.
    this.over.catch(() => undefined);
    this.#navigation?.addEventListener("navigateerror", this.#failed);
    this.#navigation?.addEventListener("navigate", this.#overtaken);
  }

  get isOld(): boolean {
    return Date.now() - this.#since >= PATIENCE;
  }

  end(error: unknown): void {
    clearTimeout(this.#check);
    this.#navigation?.removeEventListener("navigateerror", this.#failed);
    this.#navigation?.removeEventListener("navigate", this.#overtaken);
    this.#reject(error);
  }

  readonly #failed = (): void => {
    this.#check = setTimeout(this.#stopped);
  };

  // A router that goes on within the page ends the event of the departure, but not the departure.
  readonly #overtaken = (): void => clearTimeout(this.#check);
}
