// The kiosk: slip, text, PIN, thanks; what was confirmed waits here until the network is back.
const main = document.getElementById("konten");
const { kiosk, roster, deliver: deliverTo, worker, jsqr, objects } = main.dataset;
const { crypto: cryptoAt, store: storeAt, scanner: scannerAt, talk: talkAt } = main.dataset;
const [secret, { openStore }, { scan }, talk] = await Promise.all(
  [cryptoAt, storeAt, scannerAt, talkAt].map((address) => import(address)),
);

const CLEARS_AFTER = 8;
const FORGOTTEN_AFTER = 90000;
const TRY_EVERY = 15000;
const GREET_EVERY = 120000;
const NOTED_CLOCK = 120000;
const CODE = /[a-z2-7]{26}/g;

const state = { about: null, person: null, token: "", draft: null, online: navigator.onLine, greeted: 0, sending: false };
let timer = 0;
let cameraOff = null;
const store = await openStore(kiosk);

// Words and places

const clock = (moment) => new Date(moment).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });
const places = (name) => document.querySelectorAll(`[data-slot="${name}"]`);
const heading = document.getElementById("judul");
const trouble = document.getElementById("galat");

function word(name, values = {}) {
  const text = document.querySelector(`[data-word="${name}"]`).textContent;
  return text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

function put(name, text) {
  places(name).forEach((place) => {
    place.textContent = text;
    if (place.tagName === "P") place.hidden = !text;
  });
}

function complain(name, values) {
  trouble.textContent = name ? word(name, values) : "";
  trouble.hidden = !name;
}

function show(screen, title = "") {
  complain("");
  stopCamera();
  clearTimeout(timer);
  document.querySelectorAll("[data-screen]").forEach((each) => {
    each.hidden = each.dataset.screen !== screen;
    if (!each.hidden) heading.textContent = title || each.dataset.heading || heading.textContent;
  });
  document.querySelectorAll('form[data-form="slip"], form[data-form="pin"]').forEach((form) => form.reset());
  window.scrollTo(0, 0);
  const field = document.querySelector(`[data-screen="${screen}"] input:not([type="checkbox"])`);
  (field || heading).focus({ preventScroll: true });
  if (!["wait", "load", "halt", "done"].includes(screen)) timer = setTimeout(leave, FORGOTTEN_AFTER);
}

const shows = (screen) => !document.querySelector(`[data-screen="${screen}"]`).hidden;

// Loading

async function load() {
  show("load");
  put("loading", state.about ? "" : word("load_first"));
  try {
    const { about, people } = await talk.loadRoster(roster, (done, all) => put("loading", word("loading", { done, all })));
    await store.keepRoster(about, people);
    state.about = about;
    heard(true);
  } catch (error) {
    heard(error instanceof talk.Refused);
    if (error instanceof talk.Refused) await end(error.message);
    else if (!state.about) return complain("load_failed");
  }
  return leave();
}

// A kiosk that was revoked forgets whom it knew; the queue stays, for the file.
async function end(why) {
  if (why === "revoked") {
    await store.forgetPeople();
    state.about = { ...(state.about || {}), status: "revoked" };
    await store.keepAbout(state.about);
  }
}

function halted() {
  const { about } = state;
  if (about.status === "revoked") return "revoked";
  if (Date.now() - about.ahead > about.expires) return "over";
  return about.status === "open" ? "" : about.status;
}

async function leave() {
  state.person = state.draft = null;
  state.token = "";
  if (!state.about) {
    show("load");
    put("loading", word("load_first"));
  } else if (halted()) {
    show("halt");
    put("halted", word(halted()));
  } else {
    put("call", word("call"));
    show("wait");
  }
  await report();
}

// One person

async function slip(text) {
  const token = (text.toLowerCase().match(CODE) || []).pop();
  if (!token) return complain("no_code");
  if (halted()) return leave();
  const digest = await secret.digestOf(token);
  const person = await store.person(digest);
  if (!person) return complain("unknown");
  const sent = (await store.queue()).filter((entry) => entry.digest === digest && entry.state !== "refused");
  if (person.signed || sent.some((entry) => entry.kind !== "object")) return complain("before", { name: person.name });
  const tries = await store.tries(digest);
  if (tries && tries.until > Date.now()) return complain("paused", { until: clock(tries.until) });
  Object.assign(state, { person, token });
  return meet();
}

function meet() {
  const { about, person } = state;
  const points = person.witness ? [{ code: "witness", title: "", text: word("witness") }] : about.points;
  put("position", person.position);
  put("unit", person.unit ? `${person.position ? ", " : ""}${person.unit}` : "");
  put("opening", person.witness ? about.ceremony : about.opening);
  put("closing", person.witness ? "" : about.closing);
  ticks("points", points);
  ticks("objected", person.witness ? [] : about.points);
  document.querySelector('[data-do="object"]').hidden = !objects || Boolean(person.witness);
  document.getElementById("alasan").value = "";
  show("person", person.name);
}

function ticks(slot, points) {
  const made = points.map((point, number) => {
    const item = document.createElement("div");
    const box = document.createElement("input");
    const label = document.createElement("label");
    item.className = "govuk-checkboxes__item kios-point";
    Object.assign(box, { type: "checkbox", id: `${slot}-${number}`, value: point.code, className: "govuk-checkboxes__input" });
    Object.assign(label, { htmlFor: box.id, className: "govuk-label govuk-checkboxes__label" });
    if (point.title) {
      const title = document.createElement("strong");
      title.textContent = `${number + 1}. ${point.title}. `;
      label.append(title);
    }
    label.append(point.text);
    item.append(box, label);
    return item;
  });
  places(slot)[0].replaceChildren(...made);
}

const ticked = (slot) => [...places(slot)[0].querySelectorAll("input:checked")].map((box) => box.value);

function agree() {
  const boxes = places("points")[0].querySelectorAll("input");
  if (ticked("points").length < boxes.length) return complain("tick");
  const { person } = state;
  state.draft = { kind: person.witness ? "witness" : "confirm", points: person.witness ? [] : ticked("points"), reason: "" };
  put("about-pin", word("about_pin", { name: person.name }));
  return show("pin");
}

function objectTo(reason) {
  if (!reason.trim()) return complain("why");
  state.draft = { kind: "object", points: ticked("objected"), reason: reason.trim() };
  put("about-pin", word("about_objection", { name: state.person.name }));
  return show("pin");
}

async function confirm(pin) {
  if (!/^\d{6}$/.test(pin)) return complain("pin_shape");
  const { about, person, draft, token } = state;
  const key = await secret.stretched(pin, token, about.rounds);
  if ((await secret.verifierOf(key)) !== person.verifier) return wrong(person);
  const entry = { ...draft, id: crypto.randomUUID(), digest: person.digest, at: Date.now(), ahead: about.ahead };
  entry.mac = await secret.macOf(key, entry, kiosk, about.text);
  try {
    await store.keepConfirmed({ ...entry, name: person.name, state: "waiting", why: "" }, person);
  } catch {
    return complain("not_kept");
  }
  thank(person, entry);
  return send();
}

async function wrong(person) {
  const before = (await store.tries(person.digest)) || { wrong: 0 };
  const tries = { digest: person.digest, wrong: before.wrong + 1, until: 0 };
  const { most_tries: most, pause } = state.about;
  if (tries.wrong >= most) Object.assign(tries, { wrong: 0, until: Date.now() + pause });
  await store.keepTries(tries);
  if (tries.until) {
    await leave();
    return complain("paused", { until: clock(tries.until) });
  }
  document.querySelector('form[data-form="pin"]').reset();
  return complain("pin_wrong", { left: most - tries.wrong });
}

function thank(person, entry) {
  const said = entry.kind === "object" ? "thanks_objection" : "thanks";
  put("thanks", word(said, { name: person.name, at: clock(entry.at - entry.ahead) }));
  show("done");
  let left = CLEARS_AFTER;
  const count = () => {
    put("clears", word("clears", { seconds: left }));
    left -= 1;
    timer = setTimeout(left < 0 ? leave : count, 1000);
  };
  count();
}

// The queue

async function send() {
  if (state.sending || !state.about) return;
  state.sending = true;
  try {
    const waiting = (await store.queue()).filter((entry) => entry.state === "waiting");
    await talk.deliver(deliverTo, waiting, async (answer, sent) => {
      const answers = new Map(answer.answers.map((each) => [each.id, each]));
      await store.keepEntries(sent.filter((entry) => answers.has(entry.id)).map((entry) => told(entry, answers.get(entry.id))));
      state.about = { ...state.about, ahead: answer.ahead, status: answer.status };
      await store.keepAbout(state.about);
    });
    state.greeted = Date.now();
    heard(true);
  } catch (error) {
    heard(error instanceof talk.Refused);
    if (error instanceof talk.Refused) await end(error.message);
  } finally {
    state.sending = false;
  }
  await report();
  const isFree = shows("wait") || shows("halt");
  if (isFree && Boolean(halted()) !== shows("halt")) await leave();
}

const told = (entry, { accepted, reason }) => ({ ...entry, state: accepted ? "accepted" : "refused", why: reason });

function heard(online) {
  state.online = online;
  put("network", ` ${word(online ? "network_yes" : "network_no")}`);
}

async function report() {
  const queue = await store.queue();
  const waiting = queue.filter((entry) => entry.state === "waiting");
  const since = waiting.length ? clock(waiting[0].at) : "";
  put("queued", waiting.length ? word("queue_some", { n: waiting.length, since }) : word("queue_none"));
  put("network", ` ${word(state.online ? "network_yes" : "network_no")}`);
  const { about } = state;
  const ahead = about && about.loaded && Math.abs(about.ahead) >= NOTED_CLOCK ? about.ahead : 0;
  const minutes = Math.round(Math.abs(ahead) / 60000);
  put("clock", ahead ? word(ahead > 0 ? "clock_fast" : "clock_slow", { minutes }) : "");
  const isReady = about && about.loaded && navigator.serviceWorker && navigator.serviceWorker.controller;
  put("ready", isReady ? word("ready", { people: about.people, at: clock(about.loaded) }) : "");
  const items = queue.reverse().map((entry) => {
    const item = document.createElement("li");
    const why = entry.why ? `: ${entry.why}` : "";
    item.textContent = `${clock(entry.at)} ${entry.name}, ${word(`state_${entry.state}`)}${why}`;
    return item;
  });
  places("list")[0].replaceChildren(...items);
}

async function save() {
  const waiting = (await store.queue()).filter((entry) => entry.state === "waiting");
  talk.asFile(kiosk, state.about?.label || "kios", waiting);
}

// The camera

async function camera() {
  const place = places("camera")[0];
  place.hidden = false;
  try {
    cameraOff = await scan(place.querySelector("video"), jsqr, (text) => {
      stopCamera();
      slip(text);
    });
  } catch {
    stopCamera();
    complain("no_camera");
  }
}

function stopCamera() {
  places("camera")[0].hidden = true;
  if (cameraOff) cameraOff();
  cameraOff = null;
}

// Hands on the screen

const FORMS = {
  slip: (form) => slip(form.slip.value),
  points: () => agree(),
  objection: (form) => objectTo(form.alasan.value),
  pin: (form) => confirm(form.pin.value),
};
const BUTTONS = {
  load,
  camera,
  "camera-off": stopCamera,
  leave,
  object: () => show("object"),
  back: () => meet(),
  send,
  save,
  reload: load,
};

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = event.target.querySelector("button");
  button.disabled = true;
  await FORMS[event.target.dataset.form](event.target);
  button.disabled = false;
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) BUTTONS[button.dataset.do]();
});
document.addEventListener("input", () => {
  if (!state.person) return;
  clearTimeout(timer);
  timer = setTimeout(leave, FORGOTTEN_AFTER);
});
window.addEventListener("online", send);
window.addEventListener("offline", () => heard(false));

if (!secret.isSecure()) {
  complain("insecure");
} else {
  navigator.serviceWorker?.register(worker).catch(() => {});
  navigator.serviceWorker?.addEventListener("controllerchange", report);
  state.about = (await store.about()) || null;
  if (state.about?.loaded && !navigator.onLine) await leave();
  else await load();
  setInterval(async () => {
    const isWaiting = (await store.queue()).some((entry) => entry.state === "waiting");
    if (isWaiting || shows("halt") || Date.now() - state.greeted > GREET_EVERY) await send();
  }, TRY_EVERY);
}
