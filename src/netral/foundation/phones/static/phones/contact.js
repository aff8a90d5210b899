// When the phone talks to the office: at opening, when the network is back, when something is due, when the worker calls.
import { Later, Revoked, Unknown } from "./office.js";

const LOAD_EVERY = 300_000;
const SOONEST = 2_000;
const LONGEST = 900_000;

/**
 * The contact of an open vault with its office.
 * @param {object} parts vault, sender, `load()` that takes the office's news and returns its moment and notice, and
 *   `heard(state)` with online, offline, unknown or revoked
 */
export function openContact({ vault, sender, load, heard }) {
  let timer = 0;
  let loadedAt = 0;
  let running = null;

  async function hearNews() {
    if (Date.now() - loadedAt < LOAD_EVERY) return;
    const news = await load();
    loadedAt = Date.now();
    const settings = await vault.get("settings", "device");
    await vault.write([{ store: "settings", value: { ...settings, last_server: Date.parse(news.now) || settings.last_server, notice: news.notice ?? "" } }]);
  }

  async function once(options) {
    if (!navigator.onLine) {
      heard("offline");
      return schedule();
    }
    try {
      await sender.send(options);
      await hearNews();
      heard("online");
    } catch (error) {
      if (error instanceof Revoked) return heard("revoked");
      if (error instanceof Unknown) return heard("unknown");
      if (!(error instanceof Later)) throw error;
      heard("offline");
    }
    return schedule();
  }

  async function schedule() {
    clearTimeout(timer);
    const next = await sender.next();
    const wait = next === null ? LOAD_EVERY : Math.min(LONGEST, Math.max(SOONEST, next - Date.now()));
    timer = setTimeout(now, wait);
  }

  // A call that comes while another runs waits for it, and then goes once more: something new may lie in the box.
  function now(options = {}) {
    clearTimeout(timer);
    running = (running ?? Promise.resolve())
      .catch(() => {})
      .then(() => vault.isOpen() && once(options))
      .catch((error) => {
        // What another window wiped meanwhile has nothing left to say.
        if (vault.isOpen()) throw error;
      });
    return running;
  }

  return {
    now,
    fresh: () => {
      loadedAt = 0;
      return now({ eager: true });
    },
    stop: () => clearTimeout(timer),
  };
}
