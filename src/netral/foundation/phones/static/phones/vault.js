// The locked store: opens with the PIN, seals every row, and makes wrong PINs wait.
import { changeLock, makeLock, openLock, seal, sealJson, unseal, unsealJson } from "./crypto.js";
import { openDatabase } from "./database.js";

const LOCK = "lock";
/** `lock` is the only store whose rows can be read without the PIN. */
const OWN_STORES = ["lock", "settings"];
const FREE_TRIES = 3;
const MOST_TRIES = 10;
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 3_600_000;

/** How long the next try must wait after so many wrong ones, in milliseconds. */
export const waitAfter = (wrong) => (wrong < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (wrong - FREE_TRIES)));

/**
 * The store of one phone; `unlock` or `create` must come before anything sealed is read.
 * @param {{ name: string, stores: string[], written: string }} shape `written` is the store of what is to be sent
 */
export async function openVault({ name, stores, written }, clock = Date.now) {
  const all = [...OWN_STORES, ...stores];
  const database = await openDatabase(name, all);
  const windows = new BroadcastChannel(name);
  let key = null;
  const place = (store, id) => `${store}/${id}`;
  const row = async (store, value, plain) => ({
    id: value.id,
    ...plain,
    ...(await sealJson(key, place(store, value.id), value)),
  });
  const read = (store, kept) => unsealJson(key, place(store, kept.id), kept);
  const unsentKeys = async () => (await database.rows(written)).filter(({ unsent }) => unsent).map(({ id }) => id);

  return {
    isOpen: () => key !== null,
    exists: async () => Boolean(await database.row("lock", LOCK)),
    /** How many things lie here that no office has; readable without the PIN, because wiping depends on it. */
    unsent: async () => (await unsentKeys()).length,

    /** Make the store anew under a PIN, with its first settings, in one step. */
    async create(pin, settings) {
      const made = await makeLock(pin);
      key = made.key;
      await database.change([
        ...all.map((store) => ({ store, clear: true })),
        { store: "lock", put: { id: LOCK, ...made.lock, wrong: 0, until: 0 } },
        { store: "settings", put: await row("settings", { id: "device", ...settings }) },
      ]);
    },

    /**
     * Put the store under another PIN; a wrong one counts as it does at the door, and has the same answers.
     * The data key and every row stay as they are. Only the lock changes, in one write: a phone that dies meanwhile has
     * the old PIN or the new one.
     */
    async changePin(pin, next) {
      const answer = await this.unlock(pin);
      if (answer.state !== "open") return answer;
      const lock = await database.row("lock", LOCK);
      await database.change([{ store: "lock", put: { ...lock, ...(await changeLock(pin, next, lock)) } }]);
      return answer;
    },

    /**
     * Try a PIN.
     * @returns {Promise<{ state: "open" | "wrong" | "wait" | "wiped", until?: number, unsent?: number }>}
     */
    async unlock(pin) {
      const lock = await database.row("lock", LOCK);
      const kept = async (wrong) => (wrong >= MOST_TRIES ? this.unsent() : 0);
      if (lock.until > clock()) return { state: "wait", until: lock.until, unsent: await kept(lock.wrong) };
      // Counted before it is tried: pulling the battery must not give a try for nothing.
      const wrong = lock.wrong + 1;
      const until = waitAfter(wrong) ? clock() + waitAfter(wrong) : 0;
      await database.change([{ store: "lock", put: { ...lock, wrong, until } }]);
      const opened = await openLock(pin, lock);
      if (opened) {
        await database.change([{ store: "lock", put: { ...lock, wrong: 0, until: 0 } }]);
        key = opened;
        return { state: "open" };
      }
      const unsent = await kept(wrong);
      if (wrong >= MOST_TRIES && unsent === 0) {
        await this.wipe({ words: "wiped" });
        return { state: "wiped" };
      }
      return until ? { state: "wait", until, unsent } : { state: "wrong" };
    },

    /** Call `told(why)` when another window has wiped the store; this one has forgotten its key by then. */
    onWiped(told) {
      windows.onmessage = ({ data }) => {
        key = null;
        told(data);
      };
    },

    /** Forget the keys and every row, and tell the other windows why, before they write anything more. */
    async wipe(why) {
      key = null;
      windows.postMessage(why);
      await database.change(all.map((store) => ({ store, clear: true })));
    },

    async get(store, id) {
      const kept = await database.row(store, id);
      return kept ? read(store, kept) : null;
    },
    all: async (store) => Promise.all((await database.rows(store)).map((kept) => read(store, kept))),
    keys: (store) => database.keys(store),

    /** The bytes of a file with its type, or null. */
    async blob(store, id) {
      const kept = await database.row(store, id);
      return kept ? new Blob([await unseal(key, place(store, id), kept)], { type: kept.type }) : null;
    },

    /**
     * Seal and write many rows in one transaction. Everything is sealed first: a transaction does not wait for a cipher.
     * @param {Array<{ store: string, value?: object, plain?: object, blob?: Blob, id?: string, remove?: string }>} changes
     */
    async write(changes) {
      const sealed = changes.map(async ({ store, value, plain, blob, id, remove }) => {
        if (remove !== undefined) return { store, remove };
        if (value) return { store, put: await row(store, value, plain) };
        const put = { id, type: blob.type, size: blob.size, ...(await seal(key, place(store, id), await blob.arrayBuffer())) };
        return { store, put };
      });
      await database.change(await Promise.all(sealed));
    },
  };
}
