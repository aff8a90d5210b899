// What was written on this phone, from the first draft to the number the office gave it.
import { digest } from "../../phones/crypto.js";
import { freshId, instanceId, renamed, summary, unpack } from "./instance.js";
import { stamp } from "../../phones/times.js";

/** Content of what was sent stays this long, so that somebody can still look; number, title and time stay for good. */
export const KEPT_AFTER_SENDING = 24 * 3_600_000;

/** draft: being written · waiting: to be sent · sent: has a number · refused: the office said why */
export const isUnsent = ({ status }) => status !== "sent";

/** What was sent so long ago stands apart in the list, and may be taken off it. */
const EARLIER_AFTER = 7 * 24 * 3_600_000;

/** The office asked about it, and waits for the answer. */
export const isAsked = ({ status, question }) => Boolean(status === "sent" && question && !question.answered);

/** Whether somebody may take it off the list: sent long ago, with no question open and no answer on its way. */
export function isEarlier(each, list, now = Date.now()) {
  const isAnswering = list.some((other) => other.corrects === each.id && isUnsent(other));
  return each.status === "sent" && now - each.sent >= EARLIER_AFTER && !isAsked(each) && !isAnswering;
}

const OBSERVATIONS = "observations";
const fileId = (id, name) => `${id}/${name}`;
const put = (value) => ({ store: OBSERVATIONS, value, plain: { unsent: isUnsent(value) } });
const drop = (each) => [
  { store: OBSERVATIONS, remove: each.id },
  ...each.files.map(({ name }) => ({ store: "files", remove: fileId(each.id, name) })),
];

// A question about what was taken off this list, or sent from another phone of hers, comes with what is needed to answer.
const isStrange = ({ instance_id: id }, list) => !list.some((each) => each.id === id || (each.corrects === id && isUnsent(each)));
const askedAnew = (question) => {
  const { instance_id: id, number, form_id, title, summary: words } = question;
  const sent = Date.parse(question.sent_at) || Date.now();
  return { id, number, form: "", form_id, title, summary: words, question, sent, changed: sent, status: "sent", xml: "", files: [] };
};

/** The outbox over an open vault; `changed` is called after every change. */
export function openOutbox(vault, changed = () => {}) {
  const write = async (changes) => {
    await vault.write(changes);
    changed();
  };

  // Files keep their names as long as they keep their content, so one that lies here is not written again.
  async function fileChanges(id, files, known) {
    const had = new Map((known?.files ?? []).map((file) => [file.name, file]));
    const changes = [];
    const kept = [];
    for (const { name, blob } of files) {
      const before = had.get(name);
      had.delete(name);
      if (before && before.size === blob.size) {
        kept.push(before);
        continue;
      }
      kept.push({ name, type: blob.type, size: blob.size, sha256: await digest(blob), received: 0 });
      changes.push({ store: "files", id: fileId(id, name), blob });
    }
    had.forEach((_, name) => changes.push({ store: "files", remove: fileId(id, name) }));
    return { changes, kept };
  }

  // What is written of the form so far, under the id this observation keeps.
  async function written(data, about, known) {
    const { xml: raw, files } = await unpack(data);
    const id = known?.id ?? (about.corrects || about.replaces ? freshId() : instanceId(raw) || freshId());
    const xml = renamed(raw, id, about.corrects ?? "");
    const { changes, kept } = await fileChanges(id, files, known);
    const now = Date.now();
    const value = { begun: now, attempts: 0, next: 0, ...known, ...about, id, xml, files: kept, changed: now, summary: summary(xml) };
    return { value, changes };
  }

  return {
    list: async () => (await vault.all(OBSERVATIONS)).sort((a, b) => b.changed - a.changed),
    get: (id) => vault.get(OBSERVATIONS, id),
    file: (id, name) => vault.blob("files", fileId(id, name)),
    files: (each) => Promise.all(each.files.map(async ({ name }) => ({ name, blob: await vault.blob("files", fileId(each.id, name)) }))),

    /** Keep the form as it stands; returns the id under which it goes on. */
    async keepDraft(data, about, draftId = null) {
      const known = draftId ? await vault.get(OBSERVATIONS, draftId) : null;
      const { value, changes } = await written(data, about, known);
      await write([...changes, put({ ...value, status: "draft" })]);
      return value.id;
    },

    /** Finish a form: from now on it waits to be sent. What it replaces or answers changes in the same step. */
    async finish(data, about, draftId, lastServerTime) {
      const known = draftId ? await vault.get(OBSERVATIONS, draftId) : null;
      const { value, changes } = await written(data, about, known);
      const whole = { ...value, status: "waiting", finished: Date.now(), ...stamp(lastServerTime) };
      const replaced = about.replaces ? await vault.get(OBSERVATIONS, about.replaces) : null;
      const asked = about.corrects ? await vault.get(OBSERVATIONS, about.corrects) : null;
      await write([
        ...changes,
        put(whole),
        ...(replaced ? drop(replaced) : []),
        ...(asked ? [put({ ...asked, question: { ...asked.question, answered: whole.id } })] : []),
      ]);
      return whole.id;
    },

    /** Note what the sending of one came to; what is unchanged stays. */
    async note(id, facts) {
      const known = await vault.get(OBSERVATIONS, id);
      if (known) await write([put({ ...known, ...facts })]);
    },

    /** Throw away a draft, because somebody said so. */
    async discard(id) {
      const known = await vault.get(OBSERVATIONS, id);
      if (known?.status === "draft") await write(drop(known));
    },

    /** Take rows off the list, because somebody said so; what is not sent for long, or asked about, stays. */
    async forget(ids) {
      const list = await vault.all(OBSERVATIONS);
      const gone = list.filter((each) => ids.includes(each.id) && isEarlier(each, list));
      if (gone.length) await write(gone.flatMap(drop));
    },

    /** Take the content of what was sent long enough ago off the phone. */
    async tidy(now = Date.now()) {
      const old = (await vault.all(OBSERVATIONS)).filter(
        (each) => each.status === "sent" && each.xml && now - each.sent >= KEPT_AFTER_SENDING,
      );
      const changes = old.flatMap((each) => [...drop(each).slice(1), put({ ...each, xml: "", files: [] })]);
      if (changes.length) await write(changes);
    },

    /** Put the office's questions and decisions beside the observations they are about. */
    async hear({ questions = [], states = [] }) {
      const list = await vault.all(OBSERVATIONS);
      const changes = questions.filter((each) => isStrange(each, list)).map((each) => put(askedAnew(each)));
      for (const each of list) {
        const question = questions.find(({ instance_id: id }) => id === each.id);
        const state = states.find(({ instance_id: id }) => id === each.id);
        const isNews = question && question.asked_at !== each.question?.asked_at;
        const isSame = !isNews && (!state || state.words === each.words);
        if (isSame || each.status === "draft") continue;
        changes.push(put({ ...each, question: isNews ? question : each.question, words: state?.words ?? each.words }));
      }
      if (changes.length) await write(changes);
    },
  };
}
