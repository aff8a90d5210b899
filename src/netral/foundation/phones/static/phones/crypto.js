// Keys and seals: a PIN, stretched slowly, opens the data key; the data key seals everything else.

export const ROUNDS = 600_000;
const SALT = 16;
const IV = 12;
const AES = { name: "AES-GCM", length: 256 };

const bytes = (text) => new TextEncoder().encode(text);
const random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** Whether this page may use WebCrypto: only over https, or on the device itself. */
export const isSecure = () => Boolean(globalThis.isSecureContext && crypto.subtle);

export const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** SHA-256 of a blob, as hexadecimal digits. */
export async function digest(blob) {
  return hex(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
}

/** HMAC-SHA256 of a blob under the phone's secret, as hexadecimal digits: by it the office knows who packed a file. */
export async function proof(secret, blob) {
  const key = await crypto.subtle.importKey("raw", bytes(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hex(await crypto.subtle.sign("HMAC", key, await blob.arrayBuffer()));
}

// Slow on purpose: whoever copies the phone's storage has a million PINs to try, each costing this much.
async function pinKey(pin, salt, rounds) {
  const raw = await crypto.subtle.importKey("raw", bytes(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, raw, AES, false, ["wrapKey", "unwrapKey"]);
}

/**
 * Make a data key and the lock that only this PIN opens.
 * @returns {Promise<{ key: CryptoKey, lock: object }>} the lock is kept on the phone, the key only in memory
 */
export async function makeLock(pin) {
  const [salt, iv] = [random(SALT), random(IV)];
  const made = await crypto.subtle.generateKey(AES, true, ["encrypt", "decrypt"]);
  const wrapped = await crypto.subtle.wrapKey("raw", made, await pinKey(pin, salt, ROUNDS), { name: "AES-GCM", iv });
  const lock = { salt, iv, rounds: ROUNDS, wrapped };
  return { key: await openLock(pin, lock), lock };
}

/** Open a lock; null when the PIN is another. */
export async function openLock(pin, { salt, iv, rounds, wrapped }) {
  const key = await pinKey(pin, salt, rounds);
  try {
    return await crypto.subtle.unwrapKey("raw", wrapped, key, { name: "AES-GCM", iv }, AES, false, ["encrypt", "decrypt"]);
  } catch {
    return null;
  }
}

/** Put the data key of a lock under another PIN; null when the PIN is not the lock's. */
export async function changeLock(pin, next, { salt: oldSalt, iv: oldIv, rounds, wrapped: oldWrapped }) {
  const [salt, iv] = [random(SALT), random(IV)];
  const old = await pinKey(pin, oldSalt, rounds);
  let data;
  try {
    // Only here may the data key leave its shell, to be wrapped again; nothing keeps it so.
    data = await crypto.subtle.unwrapKey("raw", oldWrapped, old, { name: "AES-GCM", iv: oldIv }, AES, true, ["encrypt", "decrypt"]);
  } catch {
    return null;
  }
  const wrapped = await crypto.subtle.wrapKey("raw", data, await pinKey(next, salt, ROUNDS), { name: "AES-GCM", iv });
  return { salt, iv, rounds: ROUNDS, wrapped };
}

/** Seal bytes under the data key; `place` binds them to where they lie, so that two rows cannot be exchanged. */
export async function seal(key, place, content) {
  const iv = random(IV);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes(place) }, key, content);
  return { iv, sealed };
}

/** Open what `seal` made, or throw. */
export async function unseal(key, place, { iv, sealed }) {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: bytes(place) }, key, sealed);
}

export const sealJson = (key, place, value) => seal(key, place, bytes(JSON.stringify(value)));

export const unsealJson = async (key, place, kept) => JSON.parse(new TextDecoder().decode(await unseal(key, place, kept)));
