import { Sign1 } from "@auth0/cose";

/** Say whether @auth0/cose finds a message signed by the key (SPKI, base64); the payload in base64, or why not. */
export async function judge(message, spki) {
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const key = await crypto.subtle.importKey("spki", bytes(spki), { name: "ECDSA", namedCurve: "P-256" }, true, ["verify"]);
  try {
    const sign1 = Sign1.decode(bytes(message));
    await sign1.verify(key);
    return { genuine: true, payload: btoa(String.fromCharCode(...sign1.payload)) };
  } catch (error) {
    return { genuine: false, why: String(error) };
  }
}
