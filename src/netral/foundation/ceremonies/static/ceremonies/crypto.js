// The kiosk's half of the protocol in foundation/ceremonies/protocol.py: the two must say the same.
const VERSION = "netral-kiosk-1";
const VERIFIER = "netral kiosk verifier";
const MAC_KEY = "netral kiosk mac key";
const bytes = (text) => new TextEncoder().encode(text);

export const isSecure = () => Boolean(globalThis.crypto && crypto.subtle && crypto.randomUUID);
export const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export async function digestOf(token) {
  return hex(await crypto.subtle.digest("SHA-256", bytes(token)));
}

// Slow on purpose: whoever steals a kiosk and a slip has a million PINs to try.
export async function stretched(pin, token, rounds) {
  const key = await crypto.subtle.importKey("raw", bytes(pin), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(token), iterations: rounds };
  return crypto.subtle.deriveBits(how, key, 256);
}

async function hmac(secret, message) {
  const how = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", secret, how, false, ["sign"]);
  return crypto.subtle.sign("HMAC", key, bytes(message));
}

export const verifierOf = async (secret) => hex(await hmac(secret, VERIFIER));

export async function macOf(secret, entry, kiosk, text) {
  const { id, digest, kind, points, at, ahead, reason } = entry;
  const message = [VERSION, id, kiosk, digest, kind, text, points.join(","), at, ahead, reason].join("\n");
  return hex(await hmac(await hmac(secret, MAC_KEY), message));
}
