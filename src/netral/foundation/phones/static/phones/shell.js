// The frame of such an app: network, versions, the lock after a while, a revoked phone, and what its buttons do.
import { openEntry } from "./entry.js";
import { complain, put, show, shows } from "./screens.js";
import { say } from "./texts.js";
import { openVersions, WITHOUT_WORKER } from "./versions.js";

/** A phone put away for so long asks for the PIN again; until then, and while it lies there, it goes on sending. */
const LOCKED_AFTER = 600_000;

/**
 * The frame around an app.
 * @param {object} parts `vault`; `addresses` of the office's interface, the worker and the scanner; `opened()` begins
 *   when the PIN was right and returns the contact; `home()` shows the first screen; `changed()` draws anew; `left()` takes everything off the screen;
 *   `isKept()` says whether the page may be reloaded; `buttons` by name
 */
export function openShell({ vault, addresses, opened, home, changed, left, isKept, buttons }) {
  let contact = null;
  let network = navigator.onLine ? "online" : "offline";
  let startNext = null;

  const showNetwork = () => {
    const isOnline = network === "online" && navigator.onLine;
    put("network", say(isOnline ? "online" : "offline"));
    document.querySelector('[data-slot="network"]').dataset.state = isOnline ? "online" : "offline";
  };

  // Nothing of what was written stays on the screen, hidden or not.
  function leave() {
    contact?.stop();
    contact = null;
    left();
  }

  function ended({ words, n }) {
    show("ended");
    put("ended", say(words, { n }));
  }

  async function revoked() {
    const n = await vault.unsent();
    // Another window was told first, and has said what is gone.
    if (!contact) return;
    const why = { words: n ? "revoked_unsent" : "revoked", n };
    leave();
    await vault.wipe(why);
    ended(why);
  }

  const versions = openVersions({
    script: addresses.worker,
    waiting: (start) => {
      startNext = start;
      document.getElementById("versi").hidden = false;
    },
    call: () => contact?.now({ eager: true }),
    ready: () => put("ready", say("ready_offline")),
  }).catch(() => WITHOUT_WORKER);

  const entry = openEntry({
    vault,
    ...addresses,
    home: () => home(),
    async opened() {
      contact = await opened();
      contact.fresh();
    },
  });
  const does = {
    ...entry.buttons,
    send: () => contact.fresh(),
    lock: async () => (await isKept()) && location.reload(),
    // What is on the screen and could not be kept must not be reloaded away.
    version: async () => (await isKept()) && startNext(),
    ...buttons,
  };

  async function submit(event) {
    const work = entry.forms[event.target.dataset.form];
    if (!work) return;
    event.preventDefault();
    complain();
    const button = event.target.querySelector("button[type=submit]");
    button.disabled = true;
    await Promise.resolve(work()).finally(() => {
      button.disabled = false;
    });
  }

  function watch() {
    let hiddenAt = 0;
    document.addEventListener("submit", submit);
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) does[button.dataset.do](button);
    });
    document.addEventListener("visibilitychange", async () => {
      if (document.hidden) hiddenAt = Date.now();
      else if (contact && Date.now() - hiddenAt > LOCKED_AFTER && (await isKept())) location.reload();
    });
    window.addEventListener("hashchange", () => entry.takeAddress());
    window.addEventListener("online", () => {
      network = "online";
      showNetwork();
      contact?.fresh();
    });
    window.addEventListener("offline", () => {
      showNetwork();
      changed();
    });
    vault.onWiped((why) => {
      if (shows("ended")) return;
      leave();
      ended(why);
    });
  }

  return {
    /** Take what the contact says of the network. */
    heard(state) {
      network = state === "offline" ? "offline" : "online";
      showNetwork();
      if (state === "unknown") complain(say("unknown_device"));
      if (state === "revoked") return revoked();
      if (state === "online") versions.then(({ check }) => check());
      return changed();
    },
    /** Ask the browser to wake the worker when there is a network. */
    requestSync: async () => (await versions).requestSync(),
    /** Show the screen that comes first. */
    begin() {
      watch();
      showNetwork();
      put("ready", navigator.serviceWorker?.controller ? say("ready_offline") : say("not_ready_offline"));
      return entry.begin();
    },
  };
}
