// A form on the screen: the engine is loaded when the first is opened, and what is typed is kept as it comes.
import { StorageFull } from "../../phones/database.js";
import { pack, unpack } from "./instance.js";
import { shrinkInside } from "../../phones/photos.js";
import { complain, put, show, shows } from "../../phones/screens.js";
import { moment, say, titled } from "./texts.js";

const QUIET = 1_200;
// Stands in for what was kept last, when keeping failed: no form reads so.
const UNKEPT = "-";
const why = (error) => say(error instanceof StorageFull ? "storage_full" : "storage_trouble");

/** The form page; `left` is called when it has closed, `finished` when an observation went into the outbox. */
export function openFormPage({ outbox, catalogue, engine, styles, lastServerTime, left, finished }) {
  const host = document.getElementById("formulir");
  const state = { form: null, about: null, draft: null, kept: "", timer: 0, saving: Promise.resolve() };
  let loaded = null;
  shrinkInside(host);

  function load() {
    if (!loaded) {
      const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: styles });
      const ready = new Promise((resolve, reject) => Object.assign(sheet, { onload: resolve, onerror: reject }));
      document.head.prepend(sheet);
      loaded = Promise.all([import(engine), ready]).then(([module]) => module);
      loaded.catch(() => {
        loaded = null;
        sheet.remove();
      });
    }
    return loaded;
  }

  async function keep() {
    clearTimeout(state.timer);
    const { form } = state;
    const data = form && (await form.read());
    if (!data || form !== state.form) return;
    const { xml } = await unpack(data);
    if (xml === state.kept) return;
    const isFirst = !state.kept;
    state.kept = xml;
    if (isFirst) return;
    try {
      state.draft = await outbox.keepDraft(data, state.about, state.draft);
      put("draft", say("draft_kept", { at: moment(Date.now()) }));
      complain();
    } catch {
      state.kept = UNKEPT;
      complain(say("draft_lost"));
    }
  }

  // One after the other: two savings at once would make two drafts of one form. Says whether all is kept.
  const save = () => (state.saving = state.saving.then(keep, keep).then(() => state.kept !== UNKEPT));
  const soon = () => {
    clearTimeout(state.timer);
    if (state.form) state.timer = setTimeout(save, QUIET);
  };
  ["input", "change", "click"].forEach((kind) => host.addEventListener(kind, soon));
  document.addEventListener("visibilitychange", () => document.hidden && state.form && save());

  function close() {
    clearTimeout(state.timer);
    state.form?.close();
    Object.assign(state, { form: null, about: null, draft: null, kept: "" });
    host.replaceChildren();
  }

  async function submitted(data) {
    await state.saving;
    try {
      await outbox.finish(data, state.about, state.draft, lastServerTime());
    } catch (error) {
      complain(say("not_kept", { why: why(error) }));
      return;
    }
    close();
    history.back();
    finished();
  }

  // Away from a form that never came up.
  function giveUp(words) {
    close();
    history.back();
    left();
    complain(words);
  }

  return {
    isOpen: () => shows("form"),
    save,
    close,
    /** Keep what is typed and leave, as the phone's own way back does; stays when it could not be kept. */
    async leave() {
      if (!(await save())) {
        history.pushState(null, "");
        return;
      }
      close();
      left();
    },
    /**
     * Open a form, anew or with what was written before.
     * @param {object} definition a form of the catalogue
     * @param {{ id: string, xml: string } | null} written the observation to go on from
     * @param {{ draft?: string, corrects?: string, replaces?: string }} how whether it is that observation itself, or a new one from it
     */
    async open(definition, written, { draft = null, corrects, replaces }) {
      if (!definition) return complain(say("form_missing"));
      const { id: key, form_id, version, title } = definition;
      show("form", titled(title));
      history.pushState(null, "");
      put("draft", say("engine_loading"));
      try {
        const { openForm } = await load();
        const place = document.createElement("div");
        host.replaceChildren(place);
        if (!shows("form")) return undefined;
        const data = written?.xml ? pack(written.xml, await outbox.files(written)) : null;
        state.about = { form: key, form_id, version, title, ...(corrects && { corrects }), ...(replaces && { replaces }) };
        state.draft = draft;
        state.form = openForm({ place, xml: definition.xml, attachment: catalogue.attachment(key), draft: data, submitted });
      } catch {
        return giveUp(say("engine_missing"));
      }
      return watchOpening();
    },
  };

  // The engine says nothing when it is ready; the first reading of an unchanged form is what later ones are compared with.
  async function watchOpening() {
    const { form } = state;
    for (let look = 0; look < 300 && form === state.form; look += 1) {
      const failure = form.failed();
      if (failure) return giveUp(say("form_broken", { why: failure.slice(0, 200) }));
      if (await form.read().catch(() => null)) {
        put("draft", "");
        return save();
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return undefined;
  }
}
