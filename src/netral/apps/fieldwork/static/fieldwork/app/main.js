// The field app: opens the vault and joins its parts.
import { pack, save as download } from "./box.js";
import { openCatalogue } from "./catalogue.js";
import { openContact } from "./contact.js";
import { keepForGood, room } from "./database.js";
import { openEntry } from "./entry.js";
import { openFormPage } from "./form_page.js";
import { drawForms, drawOutbox } from "./home.js";
import { reach } from "./office.js";
import { openOutbox } from "./outbox.js";
import { complain, put, show, shows, tell } from "./screens.js";
import { openSender } from "./sending.js";
import { say } from "./texts.js";
import { openVault } from "./vault.js";
import { openVersions, WITHOUT_WORKER } from "./versions.js";

const LITTLE_ROOM = 50_000_000;
/** A phone put away for so long asks for the PIN again; until then, and while it lies there, it goes on sending. */
const LOCKED_AFTER = 600_000;
const { api, worker, engine, styles, scanner, jsqr } = document.getElementById("konten").dataset;
const vault = await openVault();
const shares = new Map();
let app = null;
let network = navigator.onLine ? "online" : "offline";
let startNext = null;

const showNetwork = () => {
  const isOnline = network === "online" && navigator.onLine;
  put("network", say(isOnline ? "online" : "offline"));
  document.querySelector('[data-slot="network"]').dataset.state = isOnline ? "online" : "offline";
};

async function draw() {
  if (!app) return;
  const parts = [app.catalogue.current(), app.outbox.list(), vault.get("settings", "device")];
  const [forms, list, settings] = await Promise.all(parts).catch((error) => {
    // A store wiped meanwhile has nothing to draw.
    if (app) throw error;
    return [];
  });
  if (!app) return;
  put("notice", settings.notice ?? "");
  drawForms(forms, (form) => app.page.open(form, null, {}));
  drawOutbox(list, shares, act);
}

function heard(state) {
  network = state === "offline" ? "offline" : "online";
  showNetwork();
  if (state === "unknown") complain(say("unknown_device"));
  if (state === "revoked") return revoked();
  if (state === "online") versions.then(({ check }) => check());
  return draw();
}

// Nothing of what was written stays on the screen, hidden or not.
function leave() {
  app?.contact.stop();
  app?.page.close();
  app = null;
  drawForms([], () => {});
  drawOutbox([], shares, () => {});
}

function ended({ words, n }) {
  show("ended");
  put("ended", say(words, { n }));
}

async function revoked() {
  const n = await vault.unsent();
  // Another window was told first, and has said what is gone.
  if (!app) return;
  const why = { words: n ? "revoked_unsent" : "revoked", n };
  leave();
  await vault.wipe(why);
  ended(why);
}

vault.onWiped((why) => {
  if (shows("ended")) return;
  leave();
  ended(why);
});

// What a button beside an observation does.
async function act(todo, { id, ids }) {
  if (todo === "forget") {
    if (globalThis.confirm(say("sure_forget", { n: ids.length }))) await app.outbox.forget(ids);
    return draw();
  }
  const each = await app.outbox.get(id);
  if (todo === "discard") {
    if (globalThis.confirm(say("sure_discard"))) await app.outbox.discard(id);
    return draw();
  }
  const definition = (await app.catalogue.get(each.form)) ?? (await app.catalogue.current()).find(({ form_id: form }) => form === each.form_id);
  const how = {
    go_on: { draft: id, corrects: each.corrects, replaces: each.replaces },
    mend: { replaces: id, corrects: each.corrects },
    answer: { corrects: id },
  };
  return app.page.open(definition, each, how[todo]);
}

async function home() {
  show("home", app.settings.holder);
  await draw();
  const left = await room();
  if (left !== null && left < LITTLE_ROOM) complain(say("room_low", { left: Math.floor(left / 1_000_000) }));
}

async function opened() {
  const settings = await vault.get("settings", "device");
  const outbox = openOutbox(vault, () => draw());
  const catalogue = openCatalogue(vault);
  const office = reach(api, settings);
  const sender = openSender(outbox, office, (id, share) => {
    if (share === null) shares.delete(id);
    else shares.set(id, share);
    draw();
  });
  const contact = openContact({ vault, outbox, catalogue, office, sender, heard });
  const finished = async () => {
    await home();
    contact.now({ eager: true });
    (await versions).requestSync();
  };
  const lastServerTime = () => settings.last_server ?? null;
  const page = openFormPage({ outbox, catalogue, engine, styles, lastServerTime, left: home, finished });
  app = { settings, outbox, catalogue, contact, page };
  put("village", [settings.post, settings.village_name].filter(Boolean).join(", "));
  await outbox.tidy();
  await home();
  if (!(await keepForGood())) put("persist", say("may_be_cleared"));
  contact.fresh();
}

async function exportBox() {
  const { count, blob } = await pack(app.outbox, app.settings);
  if (!count) return tell(say("nothing_to_export"));
  const day = new Date().toISOString().slice(0, 16).replace(/[:T]/g, "-");
  download(blob, `kotak-${day}.netral-kotak`);
  return tell(say("exported", { n: count }));
}

// A form on the screen that could not be kept must not be reloaded away.
const isKept = async () => !app?.page.isOpen() || app.page.save();

async function startNewVersion() {
  if (await isKept()) startNext();
}

const entry = openEntry({ vault, api, scanner, jsqr, opened, home });
const versions = openVersions({
  script: worker,
  waiting: (start) => {
    startNext = start;
    document.getElementById("versi").hidden = false;
  },
  call: () => app?.contact.now({ eager: true }),
  ready: () => put("ready", say("ready_offline")),
}).catch(() => WITHOUT_WORKER);

const BUTTONS = {
  ...entry.buttons,
  leave: () => history.back(),
  export: exportBox,
  send: () => app.contact.fresh(),
  lock: async () => (await isKept()) && location.reload(),
  version: startNewVersion,
};

document.addEventListener("submit", async (event) => {
  const work = entry.forms[event.target.dataset.form];
  if (!work) return;
  event.preventDefault();
  complain();
  const button = event.target.querySelector("button[type=submit]");
  button.disabled = true;
  await Promise.resolve(work()).finally(() => {
    button.disabled = false;
  });
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) BUTTONS[button.dataset.do]();
});
let hiddenAt = 0;
document.addEventListener("visibilitychange", async () => {
  if (document.hidden) {
    hiddenAt = Date.now();
  } else if (app && Date.now() - hiddenAt > LOCKED_AFTER) {
    if (await isKept()) location.reload();
  }
});
window.addEventListener("popstate", () => app?.page.isOpen() && app.page.leave());
window.addEventListener("hashchange", () => entry.takeAddress());
window.addEventListener("online", () => {
  network = "online";
  showNetwork();
  app?.contact.fresh();
});
window.addEventListener("offline", () => {
  showNetwork();
  if (shows("home")) draw();
});
showNetwork();
put("ready", navigator.serviceWorker?.controller ? say("ready_offline") : say("not_ready_offline"));
await entry.begin();
