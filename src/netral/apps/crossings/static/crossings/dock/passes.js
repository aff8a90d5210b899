// Reads passes and lists of revoked ones: Base45, COSE_Sign1 with ES256 in its one layout, and the little CBOR in it.

const PREFIX = "NL1:";
const LONGEST = 2_000;
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const NUMBER_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const HEAD = [0xd2, 0x84, 0x49, 0xa2, 0x01, 0x26, 0x04, 0x44];
const CONTEXT = [0x84, 0x6a, ...new TextEncoder().encode("Signature1")];
const SIGNATURE = 64;
const TAIL = SIGNATURE + 2;
const [EXPIRES, BEGINS, SAID, ISSUED, LIST] = [4, 5, -65537, 6, -65538];
const LARGEST = 2 ** 32 - 1;
const CLASSES = ["foot", "motorcycle", "car", "truck"];
const ROLES = 4;

/** Bytes that are not what they should be. */
export class Damaged extends Error {}

const sure = (holds) => {
  if (!holds) throw new Damaged();
};

/** The bytes of Base64. */
export const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** The bytes of Base45 (RFC 9285). */
export function fromBase45(text) {
  const out = [];
  sure(text.length % 3 !== 1);
  for (let at = 0; at < text.length; at += 3) {
    const digits = [...text.slice(at, at + 3)].map((letter) => LETTERS.indexOf(letter));
    sure(!digits.includes(-1));
    const value = digits.reduce((sum, digit, place) => sum + digit * 45 ** place, 0);
    sure(value <= (digits.length === 3 ? 0xffff : 0xff));
    if (digits.length === 3) out.push(value >> 8);
    out.push(value & 0xff);
  }
  return Uint8Array.from(out);
}

// The CBOR that passes and lists use: whole numbers, text, arrays, maps and null, each of known length.
function reader(bytes) {
  let at = 0;
  const take = (count) => {
    sure(at + count <= bytes.length);
    at += count;
    return bytes.subarray(at - count, at);
  };
  const amount = (info) => {
    if (info < 24) return info;
    sure(info <= 27);
    return take(2 ** (info - 24)).reduce((sum, byte) => sum * 256 + byte, 0);
  };
  const many = (count, item) => {
    sure(count <= bytes.length);
    return Array.from({ length: count }, item);
  };
  function value() {
    const [first] = take(1);
    const [kind, info] = [first >> 5, first & 31];
    if (first === 0xf6) return null;
    const count = amount(info);
    if (kind === 0) return count;
    if (kind === 1) return -1 - count;
    if (kind === 3) return new TextDecoder("utf-8", { fatal: true }).decode(take(count));
    if (kind === 4) return many(count, value);
    sure(kind === 5);
    return new Map(many(count, () => [value(), value()]));
  }
  return { value, isAtEnd: () => at === bytes.length };
}

function readCbor(bytes) {
  const { value, isAtEnd } = reader(bytes);
  let found = null;
  try {
    found = value();
  } catch {
    throw new Damaged();
  }
  sure(isAtEnd() && found instanceof Map);
  return found;
}

function lengthOf(size) {
  if (size < 24) return [0x40 | size];
  if (size <= 0xff) return [0x58, size];
  if (size <= 0xffff) return [0x59, size >> 8, size & 0xff];
  return [0x5a, size >>> 24, (size >> 16) & 0xff, (size >> 8) & 0xff, size & 0xff];
}

const startsWith = (bytes, wanted, at = 0) => wanted.every((byte, place) => bytes[at + place] === byte);

/** Take a signed message apart; nothing is verified yet. */
export function opened(message) {
  const at = HEAD.length + 4;
  sure(startsWith(message, HEAD) && message[at] === 0xa0);
  const wide = { 0x58: 1, 0x59: 2, 0x5a: 4 }[message[at + 1]] ?? 0;
  const start = at + 2 + wide;
  const end = message.length - TAIL;
  sure(end >= start);
  const payload = message.subarray(start, end);
  const head = lengthOf(payload.length);
  sure(head.length === 1 + wide && startsWith(message, head, at + 1) && startsWith(message, [0x58, SIGNATURE], end));
  return {
    key: [...message.subarray(HEAD.length, at)].join(),
    payload,
    signature: message.subarray(end + 2),
    signed: Uint8Array.from([...CONTEXT, 0x49, ...message.subarray(3, at), 0x40, ...head, ...payload]),
  };
}

/** The ring of public keys, from their SubjectPublicKeyInfo in Base64. */
export async function openRing(keys) {
  const ring = new Map();
  for (const text of keys) {
    const info = fromBase64(text);
    const key = await crypto.subtle.importKey("spki", info, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    const name = [...new Uint8Array(await crypto.subtle.digest("SHA-256", info)).subarray(0, 4)].join();
    ring.set(name, [...(ring.get(name) ?? []), key]);
  }
  return ring;
}

/** What a signature comes to: "genuine", "forged" or "unknown_key". */
export async function signature(ring, { key, signature: given, signed }) {
  const candidates = ring.get(key);
  if (!candidates) return "unknown_key";
  for (const each of candidates) {
    if (await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, each, given, signed)) return "genuine";
  }
  return "forged";
}

function claims(payload) {
  const found = readCbor(payload);
  const [until, from, said] = [found.get(EXPIRES), found.get(BEGINS), found.get(SAID)];
  sure(Number.isInteger(until) && Number.isInteger(from) && until > from && Array.isArray(said) && said.length === 8);
  const [serial, name, role, boarding, plate, crossing, departs, companions] = said;
  sure([serial, role, boarding, companions].every(Number.isInteger) && [name, plate, crossing].every((each) => typeof each === "string"));
  sure(serial >= 1 && serial <= LARGEST && role >= 0 && role < ROLES && CLASSES[boarding] && name.trim() && crossing);
  sure((plate !== "") === (boarding !== 0) && companions >= 0 && companions <= 99);
  sure(departs === null || (Number.isInteger(departs) && departs >= 0 && from + departs * 60 <= until));
  const departsAt = departs === null ? null : (from + departs * 60) * 1000;
  return { serial, number: passNumber(serial), name, role, class: CLASSES[boarding], plate, crossing, departsAt, companions, from: from * 1000, until: until * 1000 };
}

/**
 * Read a text that a camera saw.
 * @returns {Promise<{ reason: "foreign" | "damaged" | "unknown_key" | "forged" | "genuine", claims?: object }>}
 */
export async function readPass(text, ring) {
  if (!text.startsWith(PREFIX)) return { reason: "foreign" };
  try {
    sure(text.length <= LONGEST);
    const message = opened(fromBase45(text.slice(PREFIX.length)));
    const reason = await signature(ring, message);
    return reason === "genuine" ? { reason, claims: claims(message.payload) } : { reason };
  } catch (error) {
    if (error instanceof Damaged) return { reason: "damaged" };
    throw error;
  }
}

/**
 * Read a list of revoked passes, or return null when it is cut short, forged, or older than the one held.
 * @param {{ sequence: number } | null} held
 */
export async function readList(message, ring, held = null) {
  try {
    const envelope = opened(message);
    if ((await signature(ring, envelope)) !== "genuine") return null;
    const found = readCbor(envelope.payload);
    const [sequence, steps] = found.get(LIST) ?? [];
    sure(Number.isInteger(sequence) && Array.isArray(steps) && steps.every((step) => Number.isInteger(step) && step > 0));
    if (held && sequence < held.sequence) return null;
    let last = 0;
    const serials = new Set(steps.map((step) => (last += step)));
    return { sequence, issuedAt: found.get(ISSUED) * 1000, serials };
  } catch (error) {
    if (error instanceof Damaged || error instanceof TypeError) return null;
    throw error;
  }
}

const checkOf = (digits) => NUMBER_LETTERS[[...digits].reduce((sum, letter, at) => sum + (at + 1) * NUMBER_LETTERS.indexOf(letter), 0) % 31];

/** The number people read and type, of a serial. */
export function passNumber(serial) {
  let left = serial;
  let digits = "";
  for (let place = 0; place < 7; place += 1) {
    digits = NUMBER_LETTERS[left % 31] + digits;
    left = Math.floor(left / 31);
  }
  const whole = digits + checkOf(digits);
  return `PP-${whole.slice(0, 4)}-${whole.slice(4)}`;
}

/** A number as it is kept, of what was typed; null where a letter is missing or wrong. */
export function typedNumber(typed) {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, "").replace(/^PP/, "");
  const isWhole = letters.length === 8 && [...letters].every((letter) => NUMBER_LETTERS.includes(letter));
  return isWhole && checkOf(letters.slice(0, 7)) === letters[7] ? `PP-${letters.slice(0, 4)}-${letters.slice(4)}` : null;
}
