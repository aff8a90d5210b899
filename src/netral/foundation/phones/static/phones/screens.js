// One screen at a time, and the places in it where words go.

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

/** Show a screen under its heading, or under another one, and let a screen reader begin there. */
export function show(screen, title = "") {
  complain();
  tell();
  const heading = document.getElementById("judul");
  document.querySelectorAll("[data-screen]").forEach((each) => {
    each.hidden = each.dataset.screen !== screen;
    if (!each.hidden) heading.textContent = title || each.dataset.heading;
  });
  document.querySelectorAll(`[data-screen="${screen}"] input[type="password"]`).forEach((field) => {
    field.value = "";
  });
  document.body.classList.toggle("lap--form", screen === "form");
  window.scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}

export const shows = (screen) => !document.querySelector(`[data-screen="${screen}"]`).hidden;

/** Make an element: `made("p", { className: "x" }, "words", child)`. */
export function made(name, properties = {}, ...content) {
  const element = document.createElement(name);
  Object.assign(element, properties);
  element.append(...content.filter((part) => part !== null && part !== undefined));
  return element;
}
