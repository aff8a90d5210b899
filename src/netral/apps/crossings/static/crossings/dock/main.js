// The port officers' app: opens the vault and joins its parts.
import { openContact } from "../../phones/contact.js";
import { keepForGood } from "../../phones/database.js";
import { shrink } from "../../phones/photos.js";
import { complain, made, put, show, shows, tell } from "../../phones/screens.js";
import { openShell } from "../../phones/shell.js";
import { openVault } from "../../phones/vault.js";
import { showAnswer } from "./answer.js";
import { openHolding } from "./holding.js";
import { reach } from "./office.js";
import { readPass, typedNumber } from "./passes.js";
import { openLog } from "./scans.js";
import { moment, say } from "./texts.js";
import { ageOf, boundedTime, judge, judgeTyped } from "./verdict.js";

const KEPT_FOR = 4 * 86_400_000;
const { api, worker, scanner, jsqr } = document.getElementById("konten").dataset;
const vault = await openVault({ name: "netral-dermaga", stores: ["held", "scans", "plates"], written: "scans" });
const field = (name) => document.querySelector(`[name="${name}"]`);
let app = null;

const chosen = () => app.holding.facts().departures.find(({ id }) => id === field("keberangkatan").value);

// Boardings known here: this phone's, and those of others that the office told.
function uses() {
  const own = app.log.rows().filter(({ boarded }) => boarded);
  const ids = new Set(own.map(({ id }) => id));
  return [...own, ...app.holding.facts().used.filter(({ ident }) => !ids.has(ident))];
}

function time() {
  const { heardAt: server, ahead } = app.holding.facts();
  return boundedTime({ device: Date.now(), ahead, server, since: app.holding.since(), seen: app.seen });
}

function drawDepartures(departures, crossings) {
  const select = field("keberangkatan");
  const before = select.value;
  const open = departures.filter(({ cancelled }) => !cancelled);
  const named = ({ crossing }) => crossings.find(({ code }) => code === crossing)?.name ?? crossing;
  const options = open.map((row) => made("option", { value: row.id }, `${moment(row.departsAt)} · ${named(row)} · ${row.vessel}`));
  select.replaceChildren(...(options.length ? options : [made("option", { value: "" }, say("no_departures"))]));
  if (open.some(({ id }) => id === before)) select.value = before;
}

function draw() {
  if (!app) return;
  const facts = app.holding.facts();
  drawDepartures(facts.departures, facts.crossings);
  const departure = chosen();
  const n = uses().filter((use) => use.departure === departure?.id).length;
  const places = Object.values(departure?.places ?? {}).reduce((sum, each) => sum + each, 0);
  put("counter", departure ? say("counted", { n, places }) : "");
  put("age", facts.heardAt ? say("heard_at", { at: moment(facts.heardAt) }) : say("never_heard"));
  const waiting = app.log.waiting();
  put("box", waiting ? say("waiting_to_send", { n: waiting }) : say("all_sent"));
  const doubled = facts.doubles.map(({ number, at, others }) =>
    say("doubled", { number, at: moment(Date.parse(at)), other: moment(Date.parse(others[0])) }),
  );
  put("doubles", doubled.join(" "));
}

async function answered(verdict, { at, contradicts }) {
  const { claims, answer } = verdict;
  const { hours, isOld } = ageOf(app.holding.facts(), at);
  const warnings = [isOld ? say("old", { hours: Math.floor(hours) }) : "", contradicts ? say("clock_wrong") : ""];
  app.seen = at;
  showAnswer(verdict, warnings.filter(Boolean));
  const scan = { number: claims?.number ?? "", departure: chosen().id, class: claims?.class ?? "", answer, boarded: answer === "board", at };
  app.last = await app.log.add(scan);
  app.contact?.now();
}

async function look(text) {
  if (!chosen()) return complain(say("no_departures"));
  const when = time();
  const facts = app.holding.facts();
  return answered(judge(await readPass(text, app.holding.ring()), facts, chosen(), uses(), when.at), when);
}

async function lookTyped() {
  if (!chosen()) return complain(say("no_departures"));
  const number = typedNumber(field("nomor").value);
  field("nomor").value = "";
  return answered(judgeTyped(number, app.holding.facts(), chosen(), uses()), time());
}

let cameraOff = null;
function stopCamera() {
  cameraOff?.();
  cameraOff = null;
  document.querySelector('[data-slot="lens"]').hidden = true;
}

async function startCamera() {
  const place = document.querySelector('[data-slot="lens"]');
  const torch = document.querySelector('[data-do="torch"]');
  place.hidden = false;
  try {
    const { scan } = await import(scanner);
    const found = (text) => {
      if (!cameraOff) return;
      stopCamera();
      look(text);
    };
    cameraOff = await scan(place.querySelector("video"), jsqr, found, (track) => {
      app.track = track;
      torch.hidden = !track.getCapabilities?.().torch;
    });
  } catch {
    stopCamera();
    complain(say("no_camera"));
  }
}

async function lookAtPicture(event) {
  const [file] = event.target.files;
  event.target.value = "";
  if (!file) return;
  const { reader } = await import(scanner);
  const picture = await createImageBitmap(file).catch(() => null);
  const text = picture && (await (await reader(jsqr))(picture).catch(() => undefined));
  if (text) await look(text);
  else complain(say("nothing_read"));
}

async function photograph(event) {
  const [file] = event.target.files;
  event.target.value = "";
  if (!file || !app.last) return;
  await app.log.photograph(app.last, await shrink(file));
  tell(say("photo_kept"));
}

function left() {
  stopCamera();
  app = null;
  ["counter", "age", "box", "doubles", "why", "todo", "who", "warnings"].forEach((name) => put(name, ""));
}

const home = () => {
  show("home", app.settings.holder);
  draw();
};

async function opened() {
  const settings = await vault.get("settings", "device");
  const office = reach(api, settings);
  const holding = await openHolding(vault);
  const log = await openLog(vault, office, { changed: () => draw(), doubled: (doubles) => holding.hearDoubles(doubles) });
  const seen = Math.max(0, ...log.rows().map(({ at }) => at));
  app = { settings, holding, log, seen, last: null, track: null, contact: null };
  const load = async () => {
    const news = await office.load();
    if (await holding.hear(news)) complain(say("list_refused"));
    return news;
  };
  app.contact = openContact({ vault, sender: log.sender, load, heard: shell.heard });
  put("place", settings.post);
  await log.tidy(Date.now() - KEPT_FOR);
  home();
  if (!(await keepForGood())) put("persist", say("may_be_cleared"));
  return app.contact;
}

const shell = openShell({
  vault,
  addresses: { api, worker, scanner, jsqr },
  opened,
  home,
  changed: draw,
  left,
  isKept: async () => true,
  buttons: {
    look: startCamera,
    "look-off": stopCamera,
    next: home,
    "type-number": lookTyped,
    torch: () => app.track?.applyConstraints({ advanced: [{ torch: true }] }),
  },
});
field("gambar").addEventListener("change", lookAtPicture);
field("plat").addEventListener("change", photograph);
field("keberangkatan").addEventListener("change", draw);
document.addEventListener("keydown", ({ key }) => key === "Escape" && app && shows("answer") && home());
await shell.begin();
