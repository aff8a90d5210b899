// Decides whether somebody boards, from what a pass says and what this phone holds. It asks no clock and no network.

/** Two clocks that differ by less are taken to agree. */
const AGREEING = 300_000;
const HOUR = 3_600_000;

/**
 * The moment it is, as well as a phone can know without a network.
 * @param {{ device: number, ahead: number, server: number, since: number | null, seen: number }} clocks
 *   `device` what the phone shows; `ahead` by how much it ran fast at the last contact; `server` the office's clock at
 *   that contact; `since` milliseconds counted since then where the app was open all the while, else null; `seen` the
 *   latest moment known here
 * @returns {{ at: number, contradicts: boolean }} never earlier than the last contact
 */
export function boundedTime({ device, ahead, server, since, seen }) {
  const told = device - ahead;
  const counted = since === null ? null : server + since;
  const least = Math.max(server, seen);
  const at = Math.max(counted ?? told, least);
  return { at, contradicts: Math.abs(told - (counted ?? at)) > AGREEING };
}

/** How old what is held is, and whether that is to be told. */
export function ageOf(held, at) {
  const hours = Math.max(0, (at - held.heardAt) / HOUR);
  return { hours, isOld: hours >= held.oldAfterHours };
}

const placed = (held, serial) => held.departures.find(({ booked }) => booked.some((each) => each.serial === serial));

// Who has boarded already: of a pass for one departure anywhere, of a standing one on this departure.
function usedAt(claims, departure, uses) {
  const found = uses.find((use) => use.number === claims.number && (claims.departsAt !== null || use.departure === departure.id));
  return found ? found.at : null;
}

// Places of those who booked are theirs, whether they have come or not.
function hasPlace(claims, departure, uses) {
  const ofClass = departure.booked.filter((each) => each.class === claims.class);
  const here = uses.filter((use) => use.departure === departure.id && use.class === claims.class);
  const others = here.filter((use) => !ofClass.some(({ number }) => number === use.number));
  return ofClass.length + others.length < (departure.places[claims.class] ?? 0);
}

function timely(claims, departure, at) {
  if (at < claims.from) return { answer: "not_yet_valid", at: claims.from };
  if (at > claims.until) return { answer: "expired", at: claims.until };
  if (claims.departsAt !== null && claims.departsAt !== departure.departsAt) return { answer: "other_departure", at: claims.departsAt };
  return null;
}

/**
 * Judge what was read at a chosen departure.
 * @param {{ reason: string, claims?: object }} read what `readPass` returned
 * @param {object} held departures, revoked (a Set of serials) and what else the phone holds
 * @param {object} departure the one that is boarding
 * @param {Array<{ number: string, departure: string, class: string, at: number }>} uses boardings known here
 * @returns {{ answer: string, at?: number, claims?: object, moved?: boolean }} `at` is the moment the answer names
 */
export function judge(read, held, departure, uses, at) {
  const { claims } = read;
  if (read.reason !== "genuine") return { answer: read.reason };
  if (held.revoked.has(claims.serial)) return { answer: "revoked", claims };
  const booked = placed(held, claims.serial);
  // The office moved the pass after its QR symbol was made: its list is newer than what the symbol says.
  const moved = Boolean(booked) && claims.departsAt !== null && booked.departsAt !== claims.departsAt;
  if (moved && booked.id !== departure.id) return { answer: "other_departure", at: booked.departsAt, claims, moved };
  if (claims.crossing !== departure.crossing) return { answer: "other_crossing", claims };
  const late = moved ? null : timely(claims, departure, at);
  if (late) return { ...late, claims };
  const used = usedAt(claims, departure, uses);
  if (used !== null) return { answer: "already_used", at: used, claims };
  if (claims.departsAt === null && !hasPlace(claims, departure, uses)) return { answer: "quota_used", claims };
  return { answer: "board", claims, moved };
}

/** Judge a number that was typed: no signature stands behind it, so only what the office listed counts. */
export function judgeTyped(number, held, departure, uses) {
  if (number === null) return { answer: "damaged" };
  const booked = held.departures.find((each) => each.booked.some((one) => one.number === number));
  const standing = held.standing.find((each) => each.number === number);
  const row = booked?.booked.find((one) => one.number === number) ?? standing;
  if (!row) return { answer: "unknown_key" };
  const claims = { number, serial: row.serial, class: row.class, departsAt: booked ? booked.departsAt : null, crossing: booked?.crossing ?? standing.crossing };
  if (held.revoked.has(row.serial)) return { answer: "revoked", claims, typed: true };
  if (claims.crossing !== departure.crossing) return { answer: "other_crossing", claims, typed: true };
  if (booked && booked.id !== departure.id) return { answer: "other_departure", at: booked.departsAt, claims, typed: true };
  const used = usedAt(claims, departure, uses);
  if (used !== null) return { answer: "already_used", at: used, claims, typed: true };
  if (!booked && !hasPlace(claims, departure, uses)) return { answer: "quota_used", claims, typed: true };
  return { answer: "board", claims, typed: true };
}
