// The log of what was scanned here, and its way to the office: scans in batches, then the photos of plates.
import { openQueue } from "../../phones/sending.js";

const SCANS = "scans";
const PLATES = "plates";
const BATCH = "batch";
const LOCK = "netral-dermaga-kirim";
/** The office takes so many at once. */
const MOST = 500;

const put = (value) => ({ store: SCANS, value, plain: { unsent: value.status === "waiting" } });
const told = ({ id, number, departure, answer, boarded, at }) => ({ ident: id, number, departure, answer, boarded, at: new Date(at).toISOString() });

/** The log over an open vault; everything in it is read once and then kept at hand, so that 500 scans stay quick. */
export async function openLog(vault, office, { changed, doubled }) {
  const rows = new Map((await vault.all(SCANS)).map((row) => [row.id, row]));
  const tries = { attempts: 0, next: 0, told: false };
  const waiting = () => [...rows.values()].filter(({ status }) => status === "waiting");
  const photos = () => [...rows.values()].filter(({ status, plate }) => status === "sent" && plate === "waiting");

  async function keep(...values) {
    await vault.write(values.map(put));
    values.forEach((value) => rows.set(value.id, value));
    changed();
  }

  async function sendScans() {
    const batch = waiting().slice(0, MOST);
    const { taken, doubles } = await office.scans(batch.map(told));
    const arrived = new Set(taken);
    await keep(...batch.filter(({ id }) => arrived.has(id)).map((row) => ({ ...rows.get(row.id), status: "sent" })));
    await doubled(doubles);
  }

  async function sendPlate(id) {
    await office.plate(id, await vault.blob(PLATES, id));
    await vault.write([{ store: PLATES, remove: id }]);
    await keep({ ...rows.get(id), plate: "sent" });
  }

  // The batch stands for all scans that wait: they go together, and hold each other up together.
  const outbox = {
    async list() {
      const batch = waiting().length ? [{ ...tries, id: BATCH, status: "waiting" }] : [];
      return [...photos().map(({ id }) => ({ ...tries, id, status: "waiting" })), ...batch];
    },
    async note(id, facts) {
      Object.assign(tries, { attempts: facts.attempts ?? 0, next: facts.next ?? 0, told: facts.told ?? false, tried: facts.tried });
      if (facts.status !== "refused") return;
      // What the office will never take stays here to be looked at, and stops knocking.
      if (id === BATCH) await keep(...waiting().slice(0, MOST).map((row) => ({ ...row, status: "refused", reason: facts.reason })));
      else await keep({ ...rows.get(id), plate: "refused" });
    },
  };
  return {
    rows: () => [...rows.values()],
    waiting: () => waiting().length,
    /** Keep one scan. */
    async add(value) {
      const row = { id: crypto.randomUUID(), status: "waiting", ...value };
      await keep(row);
      return row.id;
    },
    /** Keep the photo of a plate beside a scan. */
    async photograph(id, blob) {
      await vault.write([{ store: PLATES, id, blob }]);
      await keep({ ...rows.get(id), plate: "waiting" });
    },
    /** Throw away what was sent before a moment. */
    async tidy(before) {
      const old = [...rows.values()].filter(({ status, plate, at }) => status === "sent" && plate !== "waiting" && at < before);
      if (!old.length) return;
      await vault.write(old.map(({ id }) => ({ store: SCANS, remove: id })));
      old.forEach(({ id }) => rows.delete(id));
    },
    sender: openQueue({ lock: LOCK, outbox, sendOne: async ({ id }) => (id === BATCH ? sendScans() : sendPlate(id)).then(() => ({})) }),
  };
}
