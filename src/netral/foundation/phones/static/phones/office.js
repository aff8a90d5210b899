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

export function waitOf(headers) {
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

export const json = (answer) => answer.json().catch(() => ({}));

/** Exchange a code for a device; throws Refused with the office's words when the code is no good. */
export async function enrol(api, code, label) {
  const body = JSON.stringify({ code, label });
  const answer = await ask(`${api}perangkat`, { method: "POST", body, headers: { "Content-Type": "application/json" } });
  const data = await json(answer);
  if (answer.status === 201) return data;
  if (answer.status === 400) throw new Refused(data.error);
  throw new Later(waitOf(answer.headers));
}

/** What a phone asks of its office, in its own name; every refusal of the door becomes an error by name. */
export function callAs({ device, secret }) {
  return async (address, options = {}) => {
    const headers = { ...options.headers, Authorization: `Device ${device}:${secret}` };
    const answer = await ask(address, { ...options, headers });
    if (answer.status === 401) throw new Unknown((await json(answer)).error);
    if (answer.status === 410) throw new Revoked((await json(answer)).error);
    if (answer.status === 413 || answer.status === 429 || answer.status >= 500) throw new Later(waitOf(answer.headers), (await json(answer)).error);
    return answer;
  };
}
