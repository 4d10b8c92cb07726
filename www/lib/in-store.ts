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

function open(database: string, store: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

// biome-ignore lint/suspicious/noExplicitAny: what a store holds, anybody may have written
export function whenRead(request: IDBRequest<any>, read: (value: any) => void): void {
  request.onsuccess = () => read(request.result);
}
