// What the dock's app asks of its office.
import { callAs, json, Later, Refused, waitOf } from "../../phones/office.js";

/** The office as this phone reaches it. */
export function reach(api, settings) {
  const call = callAs(settings);
  async function send(address, options) {
    const answer = await call(address, options);
    const data = await json(answer);
    if (answer.ok) return data;
    if (answer.status === 400 || answer.status === 422) throw new Refused(data.error ?? "");
    throw new Later(waitOf(answer.headers), data.error);
  }
  return {
    /** What this phone is to hold. */
    load: () => send(`${api}muat`, { headers: { "Device-Time": new Date().toISOString() } }),
    /** Send a batch of scans. */
    scans(scans) {
      const body = JSON.stringify({ scans, sent_at: new Date().toISOString() });
      return send(`${api}pindaian`, { method: "POST", body, headers: { "Content-Type": "application/json" } });
    },
    /** Send the photo of a plate. */
    plate: (ident, photo) => send(`${api}pindaian/${ident}/plat`, { method: "PUT", body: photo, headers: { "Content-Type": photo.type } }),
  };
}
