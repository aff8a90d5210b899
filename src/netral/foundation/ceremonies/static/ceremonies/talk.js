// Loading who takes part, and sending what was confirmed.
const AT_ONCE = 20;
const PATIENCE = 30000;

export class Refused extends Error {}

async function ask(address, options = {}) {
  const begun = Date.now();
  const answer = await fetch(address, { ...options, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  const data = await answer.json().catch(() => ({}));
  if (answer.status === 410) throw new Refused(data.error);
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  // The server looked at its clock about half way between question and answer.
  return { ...data, ahead: Math.round((begun + Date.now()) / 2 - data.now) };
}

export async function loadRoster(address, progress) {
  const first = await ask(`${address}?mulai=0`);
  const people = [...first.list];
  while (people.length < first.people) {
    progress(people.length, first.people);
    const more = await ask(`${address}?mulai=${people.length}`);
    if (!more.list.length) break;
    people.push(...more.list);
  }
  const { list, witnesses, next, now, ...about } = first;
  return { about: { ...about, loaded: Date.now() }, people: [...people, ...witnesses] };
}

const plain = ({ id, digest, kind, points, reason, at, ahead, mac }) => ({ id, digest, kind, points, reason, at, ahead, mac });

// Sends what waits, in the order it was confirmed; `heard` keeps each answer before more is sent.
export async function deliver(address, waiting, heard) {
  let left = [...waiting];
  do {
    const some = left.slice(0, AT_ONCE);
    left = left.slice(AT_ONCE);
    const body = JSON.stringify({ sent_at: Date.now(), waiting: left.length, entries: some.map(plain) });
    const headers = { "Content-Type": "application/json" };
    await heard(await ask(address, { method: "POST", body, headers }), some);
  } while (left.length);
}

export function asFile(kiosk, label, entries) {
  const queue = { format: "netral-kiosk-queue-1", kiosk, exported_at: Date.now(), entries: entries.map(plain) };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(queue)], { type: "application/json" }));
  link.download = `antrean-kios-${label.replace(/[^\w-]+/g, "-")}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
