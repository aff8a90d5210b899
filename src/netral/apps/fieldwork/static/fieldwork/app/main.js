// The field app: opens the vault and joins its parts.
import { openContact } from "../../phones/contact.js";
import { keepForGood, room } from "../../phones/database.js";
import { complain, put, show, shows, tell } from "../../phones/screens.js";
import { openShell } from "../../phones/shell.js";
import { openVault } from "../../phones/vault.js";
import { pack, save as download } from "./box.js";
import { openCatalogue } from "./catalogue.js";
import { openFormPage } from "./form_page.js";
import { drawForms, drawOutbox } from "./home.js";
import { reach } from "./office.js";
import { openOutbox } from "./outbox.js";
import { openSender } from "./sending.js";
import { say } from "./texts.js";

const LITTLE_ROOM = 50_000_000;
const { api, worker, engine, styles, scanner, jsqr } = document.getElementById("konten").dataset;
const STORES = ["observations", "files", "forms", "media"];
const vault = await openVault({ name: "netral-lapangan", stores: STORES, written: "observations" });
const shares = new Map();
let app = null;

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

function left() {
  app?.page.close();
  app = null;
  drawForms([], () => {});
  drawOutbox([], shares, () => {});
}

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
  const free = await room();
  if (free !== null && free < LITTLE_ROOM) complain(say("room_low", { left: Math.floor(free / 1_000_000) }));
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
  const load = async () => {
    const news = await office.load();
    const used = new Set((await outbox.list()).filter(({ xml }) => xml).map(({ form }) => form));
    await outbox.hear(news);
    await catalogue.update(news.forms ?? [], office, used);
    return news;
  };
  const contact = openContact({ vault, sender, load, heard: shell.heard });
  const finished = async () => {
    await home();
    contact.now({ eager: true });
    await shell.requestSync();
  };
  const lastServerTime = () => settings.last_server ?? null;
  const page = openFormPage({ outbox, catalogue, engine, styles, lastServerTime, left: home, finished });
  app = { settings, outbox, catalogue, page };
  put("village", [settings.post, settings.village_name].filter(Boolean).join(", "));
  await outbox.tidy();
  await home();
  if (!(await keepForGood())) put("persist", say("may_be_cleared"));
  return contact;
}

async function exportBox() {
  const { count, blob } = await pack(app.outbox, app.settings);
  if (!count) return tell(say("nothing_to_export"));
  const day = new Date().toISOString().slice(0, 16).replace(/[:T]/g, "-");
  download(blob, `kotak-${day}.netral-kotak`);
  return tell(say("exported", { n: count }));
}

const shell = openShell({
  vault,
  addresses: { api, worker, scanner, jsqr },
  opened,
  home,
  changed: () => shows("home") && draw(),
  left,
  // A form on the screen that could not be kept must not be reloaded away.
  isKept: async () => !app?.page.isOpen() || app.page.save(),
  buttons: { leave: () => history.back(), export: exportBox },
});
window.addEventListener("popstate", () => app?.page.isOpen() && app.page.leave());
await shell.begin();
