// Milliseconds. A browser whose storage has stalled never says so.
const PATIENCE = 5_000;

/** What is done in one transaction; `give` says what comes of it. */
export type Act<T> = (store: IDBObjectStore, give: (value: T) => void) => void;

/**
 * One transaction over the only store of a database of its own. Resolves when it is over: only then has it happened. Opened each time, since an
 * open connection would stand in the way of a person who clears the site's data. Rejects with what the browser throws.
 */
export async function inStore<T>(database: string, store: string, mode: IDBTransactionMode, act: Act<T>): Promise<T> {
  const opened = await open(database, store);
  try {
    return await new Promise((resolve, reject) => {
      const transaction = opened.transaction(store, mode);
      let given: T;
      transaction.oncomplete = () => resolve(given);
      transaction.onabort = () => reject(transaction.error);
      act(transaction.objectStore(store), (value) => {
        given = value;
      });
    });
  } finally {
    opened.close();
  }
}

/** Of any version: a later release may have been here and taken back. What is not ours is made anew. */
async function open(database: string, store: string): Promise<IDBDatabase> {
  const create = () => {
    const request = indexedDB.open(database);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    return request;
  };
  const opened = await inTime(create(), (late) => late.close());
  if (opened.objectStoreNames.contains(store)) return opened;
  opened.close();
  await inTime(indexedDB.deleteDatabase(database));
  return inTime(create(), (late) => late.close());
}

function inTime<T>(request: IDBRequest<T>, tooLate: (result: T) => void = () => undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    let late = false;
    const clock = setTimeout(() => {
      late = true;
      reject(new Error("the database does not answer"));
    }, PATIENCE);
    request.onsuccess = () => {
      clearTimeout(clock);
      if (late) tooLate(request.result);
      else resolve(request.result);
    };
    request.onerror = () => {
      clearTimeout(clock);
      reject(request.error);
    };
  });
}

// biome-ignore lint/suspicious/noExplicitAny: what a store holds, anybody may have written
export function whenRead(request: IDBRequest<any>, read: (value: any) => void): void {
  request.onsuccess = () => read(request.result);
}
