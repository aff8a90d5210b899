// The answer that fills the screen: words, colour and shape, so that it is understood in sunlight and without colours.
import { put, show } from "../../phones/screens.js";
import { moment, say } from "./texts.js";

const TODO = { forged: "todo_forged", unknown_key: "todo_unknown", damaged: "todo_again", foreign: "todo_again" };

function reason({ answer, at, moved, typed }) {
  if (answer === "board" && typed) return say("why_board_typed");
  if (answer === "board" && moved) return say("why_board_moved");
  return say(`why_${answer}`, { at: at ? moment(at) : "" });
}

function todo({ answer, claims }) {
  if (answer !== "board") return say(TODO[answer] ?? "todo_queue");
  if (!claims.plate) return claims.class === "foot" ? say("todo_foot") : "";
  return say("todo_board", { plate: claims.plate });
}

/**
 * Show an answer.
 * @param {object} verdict what `judge` returned
 * @param {string[]} warnings what is to be known beside it, such as lists that are old
 */
export function showAnswer(verdict, warnings) {
  const isBoarding = verdict.answer === "board";
  show("answer", say(isBoarding ? "board" : "refuse"));
  const sheet = document.querySelector("[data-answer]");
  sheet.dataset.answer = isBoarding ? "board" : "refuse";
  put("why", reason(verdict));
  put("todo", todo(verdict));
  put("who", [verdict.claims?.name, verdict.claims?.number].filter(Boolean).join(", "));
  put("warnings", warnings.join(" "));
}
