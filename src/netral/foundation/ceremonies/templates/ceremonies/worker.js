// Keeps the kiosk's page for the time without a network. It holds no names: those lie in the page's own store.
const NAME = {{ name|safe }};
const ASSETS = {{ assets|safe }};
const PAGE = new URL("./", self.location).href;
const PATIENCE = 4000;

self.addEventListener("install", (event) => {
  const wanted = [PAGE, ...ASSETS].map((address) => new Request(address, { cache: "reload" }));
  event.waitUntil(caches.open(NAME).then((kept) => kept.addAll(wanted)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && request.url.split(/[?#]/)[0] === PAGE) event.respondWith(page(request));
  else if (ASSETS.includes(new URL(request.url).pathname)) event.respondWith(asset(request));
});

// A network that answers nothing must not hold up the queue of people.
async function page(request) {
  const kept = await caches.open(NAME);
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (fresh.ok) await kept.put(PAGE, fresh.clone());
    if (fresh.status < 500) return fresh;
  } catch {
    // No network: what is kept answers.
  }
  return (await kept.match(PAGE, { ignoreVary: true })) || Response.error();
}

async function asset(request) {
  const kept = await caches.open(NAME);
  return (await kept.match(request, { ignoreVary: true })) || fetch(request);
}
