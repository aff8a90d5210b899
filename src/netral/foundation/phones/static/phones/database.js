// The rows on the phone. Each change is one transaction: a battery that dies leaves the old state or the new one.

const VERSION = 1;

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// "strict" waits for the disk: whatever the page calls kept is kept.
const finished = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new DOMException("", "AbortError"));
  });

/** Thrown when the phone has no room left; what was kept before is untouched. */
export class StorageFull extends Error {}

const named = (error) => (error?.name === "QuotaExceededError" ? new StorageFull() : error);

function make(transaction, { store, put, remove, clear }) {
  const rows = transaction.objectStore(store);
  if (clear) rows.clear();
  if (remove !== undefined) rows.delete(remove);
  if (put) rows.put(put);
}

/** Open the database of that name with these stores; another tab that waits for a newer shape of it is let through. */
export async function openDatabase(called, stores) {
  const request = indexedDB.open(called, VERSION);
  request.onupgradeneeded = () => {
    stores.forEach((name) => {
      if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name, { keyPath: "id" });
    });
  };
  const database = await done(request);
  database.onversionchange = () => database.close();
  return {
    row: (store, id) => done(database.transaction(store).objectStore(store).get(id)),
    rows: (store) => done(database.transaction(store).objectStore(store).getAll()),
    keys: (store) => done(database.transaction(store).objectStore(store).getAllKeys()),

    /**
     * Write rows and remove others, all or nothing.
     * @param {Array<{ store: string, put?: object, remove?: string, clear?: boolean }>} changes
     */
    async change(changes) {
      if (!changes.length) return;
      const touched = [...new Set(changes.map(({ store }) => store))];
      const transaction = database.transaction(touched, "readwrite", { durability: "strict" });
      const whole = finished(transaction);
      try {
        changes.forEach((each) => make(transaction, each));
      } catch (error) {
        // What was asked before the fault must not be written without the rest.
        transaction.abort();
        await whole.catch(() => {});
        throw named(error);
      }
      await whole.catch((error) => {
        throw named(error);
      });
    },
  };
}

/** Ask the browser not to clear this store when the phone runs full. */
export async function keepForGood() {
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}

/** Bytes left for this site, or null where the browser does not say. */
export async function room() {
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => ({}))) ?? {};
  return quota === undefined ? null : quota - usage;
}
