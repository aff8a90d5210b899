// Sends what waits: one after the other, from where it stopped, never twice, and ever more slowly while nothing works.
import { Later, Refused } from "./office.js";

/** Bytes of a file in one request: small enough to get through on 2G, large enough not to be all headers. */
export const PIECE = 131_072;
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 900_000;
const LOCK = "netral-lapangan-kirim";

/** Milliseconds until try number `attempts` + 1; half of it is chance, so that a village does not call in chorus. */
export function pause(attempts, after = 0, chance = Math.random()) {
  const whole = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempts, 12));
  return Math.max(after, whole / 2 + (whole / 2) * chance);
}

// Two tabs, or a tab and the worker's call, must not send at once.
async function alone(work) {
  if (!navigator.locks) return work();
  return navigator.locks.request(LOCK, { ifAvailable: true }, (held) => (held ? work() : undefined));
}

function announcement(each) {
  const body = new FormData();
  body.set("xml_submission_file", new File([each.xml], "submission.xml", { type: "text/xml" }));
  body.set("berkas", JSON.stringify(each.files.map(({ name, size, sha256 }) => ({ name, size, sha256 }))));
  body.set("device_time", each.device_time);
  body.set("last_server_time", each.last_server_time);
  body.set("since_server_ms", each.since_server_ms ?? "");
  body.set("since_start_ms", each.since_start_ms ?? "");
  body.set("sent_device_time", new Date().toISOString());
  return body;
}

/** The sender of one outbox; `progress(id, share)` reports from 0 to 1. */
export function openSender(outbox, office, progress = () => {}) {
  // What failed holds up the rest as well: a hundred observations must not knock a hundred times on a closed door.
  let held = { until: 0, told: false };
  const isComplete = (answer) => answer.state === "complete" && Boolean(answer.number);

  async function sendFile(each, { name, received: start = 0 }, report) {
    const blob = await outbox.file(each.id, name);
    let received = start;
    let answer = {};
    let moves = 0;
    do {
      answer = await office.put(each.id, name, received, blob.slice(received, received + PIECE));
      // The office says where to go on; one that keeps saying so would never end.
      if (answer.moved && (moves += 1) > 2) throw new Later();
      if (!answer.moved && answer.received <= received && !isComplete(answer)) throw new Later();
      received = answer.received;
      report(received);
    } while (received < blob.size && !isComplete(answer));
    return answer;
  }

  async function sendOne(each) {
    let answer = await office.post(announcement(each));
    const total = each.files.reduce((sum, { size }) => sum + size, 0) || 1;
    const missing = isComplete(answer) ? [] : (answer.missing ?? []);
    let open = each.files.filter(({ name }) => missing.some((file) => file.name === name)).reduce((sum, { size }) => sum + size, 0);
    for (const file of missing) {
      const { size } = each.files.find(({ name }) => name === file.name) ?? {};
      if (size === undefined) throw new Later();
      answer = await sendFile(each, file, (received) => progress(each.id, (total - open + received) / total));
      open -= size;
    }
    if (!isComplete(answer)) answer = (await office.state(each.id)) ?? {};
    if (!isComplete(answer)) throw new Later();
    return answer;
  }

  async function attempt(each) {
    progress(each.id, 0);
    try {
      const { number, refused = [] } = await sendOne(each);
      const trouble = refused.map(({ name, words }) => `${name}: ${words}`).join(" ");
      await outbox.note(each.id, { status: "sent", number, sent: Date.now(), reason: "", trouble, attempts: 0, next: 0 });
    } catch (error) {
      if (error instanceof Refused) await outbox.note(each.id, { status: "refused", reason: error.message, next: 0 });
      else if (error instanceof Later) {
        const attempts = each.attempts + 1;
        const tried = Date.now();
        const wait = pause(attempts, error.after);
        held = { until: performance.now() + wait, told: error.after > 0 };
        await outbox.note(each.id, { attempts, tried, next: tried + wait, told: error.after > 0, trouble: error.message });
        throw error;
      } else throw error;
    } finally {
      progress(each.id, null);
    }
  }

  return {
    /**
     * Send everything that may be sent now.
     * @param {{ eager?: boolean }} options eager: the network has just come back, so only waits the office asked for hold
     */
    send: ({ eager = false } = {}) =>
      alone(async () => {
        if (performance.now() < held.until && !(eager && !held.told)) return;
        // Those not tried yet come first, so that one which never gets through stands in nobody's way.
        const waiting = (await outbox.list()).filter(({ status }) => status === "waiting").reverse();
        waiting.sort((a, b) => a.next - b.next);
        for (const each of waiting) {
          // A clock set back since the last try must not silence the phone until it has caught up.
          const isSetBack = Date.now() < (each.tried ?? 0);
          if (each.next > Date.now() && !isSetBack && !(eager && !each.told)) continue;
          try {
            await attempt(each);
          } catch (error) {
            if (error instanceof Later) return;
            throw error;
          }
        }
      }),
    /** When the next try is due, or null when nothing waits. */
    async next() {
      const waiting = (await outbox.list()).filter(({ status }) => status === "waiting");
      const open = Date.now() + Math.max(0, held.until - performance.now());
      return waiting.length ? Math.max(open, Math.min(...waiting.map(({ next }) => next))) : null;
    },
  };
}
