// What the field app asks of the office, and what the office's answers come to.
import { callAs, json, Later, Refused, waitOf } from "../../phones/office.js";

/** The office as this device reaches it. */
export function reach(api, settings) {
  const call = callAs(settings);
  const address = (id, name = null) => `${api}amatan/${encodeURIComponent(id)}${name === null ? "" : `/${encodeURIComponent(name)}`}`;

  return {
    /** Forms, questions and decisions for this device. */
    async load() {
      const answer = await call(`${api}muat`, { headers: { "Device-Time": new Date().toISOString() } });
      if (!answer.ok) throw new Later();
      return json(answer);
    },
    /** A file of a form, from this origin only. */
    async fetchFile(url) {
      const target = new URL(url, location.href);
      if (target.origin !== location.origin) throw new Refused(target.origin);
      const answer = await call(target.href);
      if (!answer.ok) throw new Later();
      return answer.blob();
    },
    /** Announce an observation; returns what the office has of it. */
    async post(body) {
      const answer = await call(`${api}amatan`, { method: "POST", body });
      const data = await json(answer);
      if (answer.status === 200 || answer.status === 201) return data;
      if (answer.status === 422 || answer.status === 409) throw new Refused(data.error ?? "");
      throw new Later(waitOf(answer.headers), data.error);
    },
    /** Send a piece of a file; returns how much of it the office has, and the state when it was the last piece. */
    async put(id, name, offset, piece) {
      const headers = { "Upload-Offset": String(offset), "Content-Type": "application/octet-stream" };
      const answer = await call(address(id, name), { method: "PUT", body: piece, headers });
      const data = await json(answer);
      if (answer.status === 409 && Number.isInteger(data.received)) return { received: data.received, moved: true };
      if (answer.ok) return data;
      if (answer.status === 422) throw new Refused(data.error ?? "");
      throw new Later(waitOf(answer.headers), data.error);
    },
    /** What the office has of an observation, or null when it never heard of it. */
    async state(id) {
      const answer = await call(address(id));
      if (answer.status === 404) return null;
      if (!answer.ok) throw new Later();
      return json(answer);
    },
  };
}
