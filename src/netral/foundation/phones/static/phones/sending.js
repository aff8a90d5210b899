// Sends what waits: one after the other, never twice, and ever more slowly while nothing works.
import { Later, Refused } from "./office.js";

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 900_000;

/** Milliseconds until try number `attempts` + 1; half of it is chance, so that a village does not call in chorus. */
export function pause(attempts, after = 0, chance = Math.random()) {
  const whole = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempts, 12));
  return Math.max(after, whole / 2 + (whole / 2) * chance);
}

// Two tabs, or a tab and the worker's call, must not send at once.
async function alone(lock, work) {
  if (!navigator.locks) return work();
  return navigator.locks.request(lock, { ifAvailable: true }, (held) => (held ? work() : undefined));
}

/**
 * The sender of one outbox.
 * @param {object} parts `lock` is its name, `outbox` has `list` and `note`, `sendOne(each)` returns what is noted of
 *   what was sent, `progress(id, share)` reports from 0 to 1
 */
export function openQueue({ lock, outbox, sendOne, progress = () => {} }) {
  // What failed holds up the rest as well: a hundred rows must not knock a hundred times on a closed door.
  let held = { until: 0, told: false };

  async function attempt(each) {
    progress(each.id, 0);
    try {
      const facts = await sendOne(each);
      await outbox.note(each.id, { status: "sent", sent: Date.now(), reason: "", attempts: 0, next: 0, ...facts });
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
      alone(lock, async () => {
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
