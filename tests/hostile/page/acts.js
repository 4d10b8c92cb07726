// What a case does around the gate: to its clock, to what is stored, to the browser's own functions. All of it is undone at its end.

const undone = [];

export const acts = {
  /** Once: what follows takes place in the page that comes back. */
  reload() {
    const again = window.name === "reloaded";
    window.name = again ? "" : "reloaded";
    if (again) return;
    location.reload();
    return new Promise(() => {});
  },
  late: (_, seconds) => replace(Date, "now", (now) => () => now() + seconds * 1000),
  /** Writes another text where the session is stored. */
  write: ({ config }, text) => storedAs(config, () => text),
  cut: ({ config }, length) => storedAs(config, (text) => text.slice(0, length)),
  exchange: ({ config }, before, after) => storedAs(config, (text) => text.replace(before, () => after)),
  /** Changes members of the stored session; `null` takes one out. */
  edit: ({ config }, members) => storedAs(config, (text) => edited(text, members)),
  /** Changes members of the transaction that is open. */
  editTransaction: (_, members) => eachTransaction((text) => edited(text, members)),
  exchangeTransaction: (_, before, after) => eachTransaction((text) => text.replace(before, () => after)),
  writeTransaction: (_, text) => eachTransaction(() => text),
  /** Says so to the window of the app itself as soon as there is a frame. */
  whisper(_, words) {
    const watching = new MutationObserver(() => document.querySelector("iframe") && postMessage(words, location.origin));
    watching.observe(document.documentElement, { childList: true });
    undone.push(() => watching.disconnect());
  },
  /** Puts another thing in the place of each key for proofs, or where one might be. */
  async plant({ config }, kind) {
    const [key, name] = [await planted[kind](), await nameOf(config)];
    const there = await inStore("claimgate-dpop", "keys", (keys) => keys.getAllKeys(ofPrefix(name)));
    for (const each of there.length ? there : [`${name}planted`]) await inStore("claimgate-dpop", "keys", (keys) => keys.put(key, each));
  },
  async unplant({ config }) {
    const name = await nameOf(config);
    await inStore("claimgate-dpop", "keys", (keys) => keys.delete(ofPrefix(name)));
  },
  /** Puts a database of another make in the place of ours. */
  async otherDatabase({ config }, version, store) {
    const name = config.dpop ? "claimgate-dpop" : await nameOf(config);
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open(name, version);
      opening.onupgradeneeded = () => opening.result.createObjectStore(store);
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
  },
  /** Asks the gate, and does not mind what comes of it. */
  anyway: ({ gate }, method, ...given) => gate[method](...given).catch(() => undefined),
  /** Asks the gate where somebody is signed in, so that a page that comes back signed out does not ask again. */
  ifSignedIn: ({ gate }, method, ...given) => (gate.getSnapshot().status === "signed-in" ? gate[method](...given) : undefined),
  /** Lets a function of the browser fail, as one of {@link broken} says. */
  break: (_, what) => broken[what](),
};

/** Takes everything back, the last first. */
export function undo() {
  while (undone.length > 0) undone.pop()();
}

/** Does it as if nothing were broken. */
export async function unbroken(act) {
  const again = undone.map(({ repeat }) => repeat);
  undo();
  const done = await act();
  for (const repeat of again) repeat?.();
  return done;
}

/** What the databases hold of this gate, and whether they hold anything of nobody. */
export async function inDatabases(config) {
  const name = await nameOf(config);
  const found = [];
  for (const database of await indexedDB.databases()) {
    if (database.name === name) found.push(...(await entries(name, "shared")));
    else if (database.name === "claimgate-dpop")
      found.push(...(await entries("claimgate-dpop", "keys")).filter(([, key]) => key.startsWith(name)));
    else if (!/^claimgate:[\w-]{16}:$/.test(database.name)) found.push([database.name]);
  }
  return found;
}

const ofPrefix = (name) => IDBKeyRange.bound(name, `${name}\uffff`);

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const planted = {
  text: () => "a key",
  null: () => null,
  nothing: () => ({}),
  readable: () => crypto.subtle.generateKey(CURVE, true, ["sign", "verify"]),
  another_curve: () => crypto.subtle.generateKey({ ...CURVE, namedCurve: "P-384" }, false, ["sign", "verify"]),
  another_kind: () => crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]),
  sealed: () => crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]),
};

const refuse = (name) => () => {
  throw new DOMException("the hostile suite says no", name);
};
const broken = {
  database: () => replace(IDBFactory.prototype, "open", () => refuse("SecurityError")),
  database_never: () => replace(IDBFactory.prototype, "open", () => () => new EventTarget()),
  database_later: () => replace(IDBFactory.prototype, "open", () => () => failing()),
  transaction: () => replace(IDBDatabase.prototype, "transaction", () => refuse("InvalidStateError")),
  write: () => replace(IDBObjectStore.prototype, "put", full),
  session: () => replace(Storage.prototype, "setItem", () => refuse("QuotaExceededError")),
  local: () => replace(Storage.prototype, "setItem", throwingIn(localStorage)),
  channels: () => replace(window, "BroadcastChannel", () => undefined),
  session_reading: () => replace(Storage.prototype, "getItem", () => refuse("SecurityError")),
  signing: () => replace(SubtleCrypto.prototype, "sign", () => async () => refuse("OperationError")()),
  locks: () => replace(LockManager.prototype, "request", () => async () => refuse("InvalidStateError")()),
};

const throwingIn = (store) => (own) =>
  function (...given) {
    return this === store ? refuse("SecurityError")() : own.apply(this, given);
  };

/** As a browser does that has no room: what was asked for is undone with all of its transaction. */
function full(put) {
  return function (...given) {
    const asked = put.apply(this, given);
    this.transaction.abort();
    return asked;
  };
}

function failing() {
  const request = Object.assign(new EventTarget(), { error: new DOMException("the hostile suite says no", "UnknownError") });
  setTimeout(() => request.onerror());
  return request;
}

function replace(owner, name, by) {
  const own = owner[name];
  owner[name] = by(own);
  const back = () => {
    owner[name] = own;
  };
  undone.push(Object.assign(back, { repeat: () => replace(owner, name, by) }));
}

function edited(text, members) {
  const changed = { ...JSON.parse(text), ...members };
  return JSON.stringify(Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== null)));
}

async function storedAs(config, change) {
  const name = await nameOf(config);
  if (config.storage === "session") return sessionStorage.setItem(`${name}session`, change(sessionStorage.getItem(`${name}session`)));
  const text = await inStore(name, "shared", (shared) => shared.get("session"));
  await inStore(name, "shared", (shared) => shared.put(change(text), "session"));
}

function eachTransaction(change) {
  for (const key of Object.keys(sessionStorage).filter((each) => each.includes(":tx:"))) {
    sessionStorage.setItem(key, change(sessionStorage.getItem(key)));
  }
}

/** As `src/store.rs` calls what belongs to one issuer and client. */
async function nameOf({ issuer, clientId }) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${issuer}\0${clientId}\0`));
  const text = btoa(String.fromCharCode(...new Uint8Array(hash)));
  return `claimgate:${text.replaceAll("+", "-").replaceAll("/", "_").slice(0, 16)}:`;
}

async function entries(database, store) {
  const keys = await inStore(database, store, (all) => all.getAllKeys());
  const values = await inStore(database, store, (all) => all.getAll());
  return keys.map((key, at) => [database, key, words(values[at])]);
}

function words(value) {
  if (!(value?.privateKey instanceof CryptoKey)) return value;
  return value.privateKey.extractable ? "a key that can be read" : "a key that nobody can read";
}

function inStore(database, store, ask) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database);
    opening.onupgradeneeded = () => opening.result.createObjectStore(store);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(store, "readwrite");
      const asked = ask(transaction.objectStore(store));
      transaction.oncomplete = () => {
        opening.result.close();
        resolve(asked.result);
      };
      transaction.onabort = () => reject(transaction.error);
    };
  });
}
