// One screen at a time, and the places in it where words go.

const heading = (screen) => document.querySelector(`[data-screen="${screen}"] h1`);

/** Write into every place of that name; an empty text hides it. */
export function put(name, text) {
  document.querySelectorAll(`[data-slot="${name}"]`).forEach((place) => {
    place.textContent = text;
    place.hidden = !text;
  });
}

/** Say what went wrong, where a screen reader hears it at once; nothing said clears it. */
export function complain(words = "") {
  const place = document.getElementById("galat");
  place.textContent = words;
  place.hidden = !words;
  if (words) place.scrollIntoView({ block: "nearest" });
}

/** Say something good or neutral. */
export function tell(words = "") {
  const place = document.getElementById("kabar");
  place.textContent = words;
  place.hidden = !words;
}

/** Show a screen and put the cursor where the hand goes on. */
export function show(screen) {
  complain();
  tell();
  document.querySelectorAll("[data-screen]").forEach((each) => {
    each.hidden = each.dataset.screen !== screen;
  });
  document.querySelectorAll(`[data-screen="${screen}"] input[type="password"]`).forEach((field) => {
    field.value = "";
  });
  window.scrollTo(0, 0);
  heading(screen)?.focus({ preventScroll: true });
}

export const shows = (screen) => !document.querySelector(`[data-screen="${screen}"]`).hidden;

/** Make an element: `made("p", { className: "x" }, "words", child)`. */
export function made(name, properties = {}, ...content) {
  const element = document.createElement(name);
  Object.assign(element, properties);
  element.append(...content.filter((part) => part !== null && part !== undefined));
  return element;
}
