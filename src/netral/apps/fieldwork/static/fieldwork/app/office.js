// The office's interface: every answer becomes a plain fact, so that whoever calls decides by name and not by number.
import { hear } from "./times.js";

const PATIENCE = 60_000;

/** The line is down, or the office is busy: try again, not before `after` milliseconds; the message may say why. */
export class Later extends Error {
  constructor(after = 0, words = "") {
    super(words);
    this.after = after;
  }
}
/** The office does not know this phone. */
export class Unknown extends Error {}
/** This phone was revoked: its keys must go. */
export class Revoked extends Error {}
/** The office will never take this; the message says why. */
export class Refused extends Error {}

function waitOf(headers) {
  const value = headers.get("Retry-After");
  if (!value) return 0;
  const seconds = Number(value);
  return Number.isNaN(seconds) ? Math.max(0, Date.parse(value) - Date.now()) || 0 : seconds * 1000;
}

async function ask(address, options) {
  let answer;
  try {
    answer = await fetch(address, { ...options, cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    throw new Later();
  }
  hear(answer.headers.get("Date"));
  return answer;
}

const json = (answer) => answer.json().catch(() => ({}));

/** Exchange a code for a device; throws Refused with the office's words when the code is no good. */
export async function enrol(api, code, label) {
  const body = JSON.stringify({ code, label });
  const answer = await ask(`${api}perangkat`, { method: "POST", body, headers: { "Content-Type": "application/json" } });
  const data = await json(answer);
  if (answer.status === 201) return data;
  if (answer.status === 400) throw new Refused(data.error);
  throw new Later(waitOf(answer.headers));
}

/** The office as this device reaches it. */
export function reach(api, { device, secret }) {
  const call = async (address, options = {}) => {
    const headers = { ...options.headers, Authorization: `Device ${device}:${secret}` };
    const answer = await ask(address, { ...options, headers });
    if (answer.status === 401) throw new Unknown((await json(answer)).error);
    if (answer.status === 410) throw new Revoked((await json(answer)).error);
    if (answer.status === 413 || answer.status === 429 || answer.status >= 500) throw new Later(waitOf(answer.headers), (await json(answer)).error);
    return answer;
  };
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
