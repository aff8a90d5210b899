// Three clocks side by side: the phone's, which anybody can set; the office's, last heard; and one that only counts on.

let heard = null;

/** Remember the office's clock from an answer's Date header. */
export function hear(date) {
  const moment = Date.parse(date ?? "");
  if (!Number.isNaN(moment)) heard = { server: moment, at: performance.now() };
  return heard?.server ?? null;
}

/**
 * What to keep with an observation at the moment it is finished.
 * @param {number | null} known the office's clock as kept from an earlier opening of the app, in milliseconds
 */
export function stamp(known = null) {
  const last = heard?.server ?? known;
  return {
    device_time: new Date().toISOString(),
    last_server_time: last ? new Date(last).toISOString() : "",
    // Whoever sets the phone's clock does not move this one; it is empty when the office was not heard since the start.
    since_server_ms: heard ? Math.round(performance.now() - heard.at) : null,
    since_start_ms: Math.round(performance.now()),
  };
}
