import { type Act, inStore, whenRead } from "./in-store.js";

// What the tabs of an origin share: a text in IndexedDB, a lock over it, and messages. Rust says what they mean.

const STORE = "shared";
const SESSION = "session";
const LEASE = "lease";
// Milliseconds, longer than a renewal takes: a tab that was frozen with the lock must not stop the others for ever. What it began is marked.
const PATIENCE = 15_000;
const PAUSE = 50;
// Milliseconds, longer than the page before takes to go when one is loaded anew: who holds a name after that is another tab.
const RELOAD = 1_000;

/** What this page owns or has asked for, whichever of its gates did. */
const owned = new Map<string, Promise<boolean>>();
const releases = new Set<() => void>();

export class Tabs {
  #channel: BroadcastChannel | undefined;
  #close = (): void => undefined;

  async read(name: string): Promise<string | undefined> {
    const found = await inStore<unknown>(name, STORE, "readonly", (store, give) => whenRead(store.get(SESSION), give));
    if (typeof found === "string" || found === undefined) return found;
    // No release wrote that, but it may hold what one did.
    await inStore<void>(name, STORE, "readwrite", (store) => {
      whenRead(store.get(SESSION), (other) => {
        if (typeof other !== "string") store.delete(SESSION);
      });
    });
    return undefined;
  }

  /** In one transaction; with `over` only where it is still that text. Whether it was written. */
  write(name: string, text: string | undefined, over: string | undefined): Promise<boolean> {
    return inStore<boolean>(name, STORE, "readwrite", (store, give) => {
      whenRead(store.get(SESSION), (stored) => {
        const fits = over === undefined || stored === over;
        if (fits && text === undefined) store.delete(SESSION);
        else if (fits) store.put(text, SESSION);
        give(fits);
      });
    });
  }

  /** Gives what gives the lock back. Never rejects: who has waited long enough goes on without it. */
  lock(name: string): Promise<() => void> {
    if (!("locks" in navigator)) return lease(name).catch(() => () => undefined);
    return new Promise((resolve) => {
      const hold = () => new Promise<void>((release) => resolve(release));
      navigator.locks.request(name, { signal: AbortSignal.timeout(PATIENCE) }, hold).catch(() => resolve(() => undefined));
    });
  }

  /**
   * Whether no other living page owns what is named so; this one does from now on, until it goes. A page in a frame shares the store of
   * its tab with the page around it, so that is no copy; and without Web Locks nobody could tell.
   */
  own(name: string): Promise<boolean> {
    if (window.top !== window || !("locks" in navigator)) return Promise.resolve(true);
    const owning = owned.get(name) ?? claim(name);
    owned.set(name, owning);
    return owning;
  }

  announce(name: string, message: string): void {
    if (this.#channel) this.#channel.postMessage(message);
    else announceByStorage(name, message);
  }

  /** `hear` gets what the other tabs announce. */
  listen(name: string, hear: (message: string) => void): void {
    const heard = (message: unknown) => typeof message === "string" && hear(message);
    if (typeof BroadcastChannel === "function") {
      const channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }) => heard(data);
      this.#channel = channel;
      this.#close = () => channel.close();
      return;
    }
    const stored = ({ key, newValue }: StorageEvent) => key === name && heard(newValue);
    addEventListener("storage", stored);
    this.#close = () => removeEventListener("storage", stored);
  }

  isOffline(): boolean {
    return globalThis.navigator?.onLine === false;
  }

  close(): void {
    this.#close();
  }
}

function claim(name: string): Promise<boolean> {
  // A page that is put into the back-forward cache is not alive; whoever holds a lock would not be put there at all.
  addEventListener("pagehide", disown);
  return new Promise((resolve) => {
    const hold = () =>
      new Promise<void>((release) => {
        releases.add(release);
        resolve(true);
      });
    navigator.locks.request(name, { signal: AbortSignal.timeout(RELOAD) }, hold).catch((error: DOMException) => {
      owned.delete(name);
      // Where locks are refused nobody can tell either.
      resolve(error.name !== "TimeoutError");
    });
  });
}

function disown(): void {
  for (const release of releases) release();
  releases.clear();
  owned.clear();
}

function announceByStorage(name: string, message: string): void {
  try {
    // The other tabs see each of the two writes.
    localStorage.setItem(name, message);
    localStorage.removeItem(name);
  } catch {
    // Without storage there is nobody to tell.
  }
}

/** Where there are no Web Locks: whoever wrote the lease last holds it, as long as it runs. */
async function lease(name: string): Promise<() => void> {
  const owner = crypto.randomUUID();
  const take: Act<boolean> = (store, give) => {
    whenRead(store.get(LEASE), (held) => {
      // A clock that was set back would make a lease of hours.
      const left = (held?.until ?? 0) - Date.now();
      const free = left <= 0 || left > PATIENCE;
      if (free) store.put({ owner, until: Date.now() + PATIENCE }, LEASE);
      give(free);
    });
  };
  while (!(await inStore(name, STORE, "readwrite", take))) await new Promise((resolve) => setTimeout(resolve, PAUSE));
  return () => void inStore<void>(name, STORE, "readwrite", (store) => yieldLease(store, owner)).catch(() => undefined);
}

function yieldLease(store: IDBObjectStore, owner: string): void {
  whenRead(store.get(LEASE), (held) => {
    if (held?.owner === owner) store.delete(LEASE);
  });
}
