// The worker that keeps the app for days without a network, and the way from one version to the next.

const SYNC = "kirim";
/** What stands in where a browser has no workers. */
export const WITHOUT_WORKER = { check: () => {}, requestSync: () => {} };

/**
 * Register the worker.
 * @param {{ script: string, waiting: (start: () => void) => void, call: () => void, ready: () => void }} parts
 *   waiting: a new version is here; it begins when `start` is called · call: the worker says the network is back
 */
export async function openVersions({ script, waiting, call, ready }) {
  if (!navigator.serviceWorker) return WITHOUT_WORKER;
  const hadOne = Boolean(navigator.serviceWorker.controller);
  const registration = await navigator.serviceWorker.register(script, { updateViaCache: "none" });
  let isWanted = false;

  const offer = () => {
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    waiting(() => {
      isWanted = true;
      registration.waiting?.postMessage("mulai");
    });
  };
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (hadOne && isWanted) location.reload();
  });
  navigator.serviceWorker.addEventListener("message", ({ data }) => data === SYNC && call());
  navigator.serviceWorker.ready.then(ready);
  offer();
  return {
    check: () => registration.update().catch(() => {}),
    /** Ask the browser to wake the worker when there is a network, where it can. */
    requestSync: () => registration.sync?.register(SYNC).catch(() => {}),
  };
}
