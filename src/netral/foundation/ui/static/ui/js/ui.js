// Switches the components on. Pages are complete without this file; it only adds comfort.
document.body.classList.add("js-enabled");

if (document.querySelector("[data-module]")) {
  document.body.classList.add("govuk-frontend-supported");
  import(document.body.dataset.components).then(({ initAll }) => initAll());
}

// A page that watches a long job asks for itself again and swaps only the part that reports.
async function look(region) {
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.getElementById(region.id);
  if (!response.ok || response.redirected || !fresh || !fresh.dataset.refresh) {
    location.assign(response.url);
    return;
  }
  region.replaceChildren(...fresh.childNodes);
  watch(region);
}

// When the line fails, the next look comes all the same.
function watch(region) {
  setTimeout(() => look(region).catch(() => watch(region)), Number(region.dataset.refresh) * 1000);
}

document.querySelectorAll("[data-refresh]").forEach(watch);
