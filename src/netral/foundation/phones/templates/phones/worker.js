// Keeps the app for days without a network. It holds no key and reads nothing of what was written.
const NAME = {{ name|safe }};
const FAMILY = {{ family|safe }};
const PAGE = {{ page|safe }};
const ASSETS = {{ assets|safe }};
const KEPT = new Set(ASSETS);
const SYNC = "kirim";

// All or nothing: a version that did not arrive whole is not installed, and the one before goes on.
self.addEventListener("install", (event) => {
  const wanted = [PAGE, ...ASSETS].map((address) => new Request(address, { cache: "reload", credentials: "omit" }));
  event.waitUntil(caches.open(NAME).then((kept) => kept.addAll(wanted)));
});

self.addEventListener("activate", (event) => event.waitUntil(begin()));

async function begin() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(FAMILY) && name !== NAME).map((name) => caches.delete(name)));
  await self.clients.claim();
}

// A new version waits until the person says so: a page must not run on files of two versions.
self.addEventListener("message", ({ data }) => data === "mulai" && self.skipWaiting());

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(kept(PAGE, request));
  else if (KEPT.has(pathname)) event.respondWith(kept(pathname, request));
});

async function kept(address, request) {
  const found = await (await caches.open(NAME)).match(address, { ignoreVary: true });
  return found || fetch(request);
}

// The key lies in the open page alone, so the worker asks the page to send; a closed app sends at its next opening.
self.addEventListener("sync", (event) => {
  if (event.tag === SYNC) event.waitUntil(callPages());
});

async function callPages() {
  const pages = await self.clients.matchAll({ type: "window" });
  pages.forEach((page) => page.postMessage(SYNC));
}
