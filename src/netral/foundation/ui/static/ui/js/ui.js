// Switches the components on. Pages are complete without this file; it only adds comfort.
document.body.classList.add("js-enabled");

if (document.querySelector("[data-module]")) {
  document.body.classList.add("govuk-frontend-supported");
  import(document.body.dataset.components).then(({ initAll }) => initAll());
}

// A page that watches a long job asks for itself again and swaps only the part that reports.
function watch(region) {
  const seconds = Number(region.dataset.refresh);
  const again = async () => {
    const response = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById(region.id);
    if (response.redirected || !fresh) {
      location.assign(response.url);
      return;
    }
    region.replaceChildren(...fresh.childNodes);
    if (fresh.dataset.refresh) setTimeout(again, seconds * 1000);
    else location.reload();
  };
  setTimeout(again, seconds * 1000);
}

document.querySelectorAll("[data-refresh]").forEach(watch);
