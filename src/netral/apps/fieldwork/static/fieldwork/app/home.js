// The list a supervisor lives with: the forms to fill in, and what became of everything written.
import { made } from "../../phones/screens.js";
import { isAsked, isEarlier } from "./outbox.js";
import { moment, say, titled } from "./texts.js";

const COLOURS = { draft: "grey", waiting: "yellow", sending: "blue", sent: "green", refused: "red", asked: "purple" };

// What waits for the person stands above what waits for the network.
const ORDER = ["asked", "refused", "draft", "waiting", "sent"];
const kindOf = (each) => (isAsked(each) ? "asked" : each.status);

function lines(each, share) {
  if (share !== undefined) return [];
  if (each.status === "draft") return [say("about_draft", { at: moment(each.changed) })];
  if (each.status === "refused") return [say("about_refused", { reason: each.reason || say("no_reason") })];
  if (each.status === "waiting") {
    const isLater = each.next > Date.now() && navigator.onLine;
    const when = isLater ? say("about_waiting_until", { at: moment(each.next) }) : say("about_waiting");
    return [when, ...(each.trouble ? [say("about_words", { words: each.trouble })] : [])];
  }
  return [
    say("about_sent", { number: each.number, at: moment(each.sent) }),
    each.trouble ? say("about_trouble", { words: each.trouble }) : "",
    each.words ? say("about_words", { words: each.words }) : "",
    isAsked(each) ? say("about_asked", { words: each.question.words }) : "",
    each.question?.answered ? say("about_answered") : "",
  ].filter(Boolean);
}

function forgetButton(list, words, act) {
  const onclick = () => act("forget", { ids: list.map(({ id }) => id) });
  return made("button", { type: "button", className: "govuk-button govuk-button--secondary lap-item__button", onclick }, say(words));
}

function buttons(each, act, isOld) {
  const button = (words, todo, kind = "") =>
    made("button", { type: "button", className: `govuk-button lap-item__button ${kind}`, onclick: () => act(todo, each) }, say(words));
  if (each.status === "draft") return [button("act_go_on", "go_on"), button("act_discard", "discard", "govuk-button--secondary")];
  if (each.status === "refused") return [button("act_mend", "mend")];
  if (isOld) return [forgetButton([each], "act_forget", act)];
  return isAsked(each) ? [button("act_answer", "answer")] : [];
}

function item(each, share, act, isOld = false) {
  const kind = share !== undefined ? "sending" : kindOf(each);
  const percent = Math.round((share ?? 0) * 100);
  const tag = made("strong", { className: `govuk-tag govuk-tag--${COLOURS[kind]}` }, say(`tag_${kind}`, { percent }));
  const bar = share === undefined ? null : made("progress", { className: "lap-item__bar", max: 100, value: percent, ariaLabel: say("tag_sending", { percent }) });
  const acts = share === undefined ? buttons(each, act, isOld) : [];
  const title = made("h3", { className: "lap-item__title" }, titled(each.title));
  const row = made(
    "li",
    { className: "lap-item" },
    made("div", { className: "lap-item__head" }, title, tag),
    each.summary ? made("p", { className: "lap-item__summary" }, each.summary) : null,
    ...lines(each, share).map((line) => made("p", { className: "lap-item__line" }, line)),
    bar,
    acts.length ? made("div", { className: "lap-item__acts" }, ...acts) : null,
  );
  row.dataset.id = each.id;
  row.dataset.status = kind;
  return row;
}

const place = (name) => document.querySelector(`[data-slot="${name}"]`);

/** Draw the list of forms; `open` is called with the one chosen. */
export function drawForms(forms, open) {
  const rows = forms.map((form) => {
    const onclick = () => open(form);
    return made("li", {}, made("button", { type: "button", className: "govuk-button lap-form", onclick }, titled(form.title)));
  });
  place("forms").replaceChildren(...(rows.length ? rows : [made("li", { className: "govuk-body" }, say("no_forms"))]));
}

// Folded: a phone of a whole campaign holds hundreds, and what matters today stands above.
function drawEarlier(list, act) {
  place("earlier").hidden = !list.length;
  place("earlier-words").textContent = say("earlier", { n: list.length });
  place("earlier-list").replaceChildren(...list.map((each) => item(each, undefined, act, true)));
  place("earlier-all").replaceChildren(...(list.length > 1 ? [forgetButton(list, "act_forget_all", act)] : []));
}

/**
 * Draw the outbox.
 * @param {object[]} list observations, newest first
 * @param {Map<string, number>} shares how much of those being sent has gone, from 0 to 1
 * @param {(todo: string, observation: object) => void} act what a button of a row does
 */
export function drawOutbox(list, shares, act) {
  const earlier = list.filter((each) => isEarlier(each, list));
  const sorted = list.filter((each) => !earlier.includes(each)).sort((a, b) => ORDER.indexOf(kindOf(a)) - ORDER.indexOf(kindOf(b)));
  const rows = sorted.map((each) => item(each, shares.get(each.id), act));
  place("outbox").replaceChildren(...(list.length ? rows : [made("li", { className: "govuk-body" }, say("box_empty"))]));
  drawEarlier(earlier, act);
  const waiting = list.filter(({ status }) => status === "waiting").length;
  const isAll = list.length && !waiting;
  place("box").textContent = waiting ? say("box_waiting", { n: waiting }) : isAll ? say("box_clear") : "";
  const open = list.filter(({ status }) => status !== "sent").length;
  if (open) navigator.setAppBadge?.(open).catch(() => {});
  else navigator.clearAppBadge?.().catch(() => {});
}
