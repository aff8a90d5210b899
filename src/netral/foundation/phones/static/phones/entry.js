// The way in: the office's code, once; then the PIN, each time.
import { isSecure } from "./crypto.js";
import { enrol, Refused } from "./office.js";
import { complain, put, show } from "./screens.js";
import { moment, say } from "./texts.js";

const CODE = /^[A-Z0-9]{12}$/;
const PIN = /^\d{6,}$/;

const cleaned = (text) => text.toUpperCase().replace(/[^A-Z0-9]/g, "");
const isEasy = (pin) => /^(\d)\1*$/.test(pin) || "01234567890".includes(pin) || "09876543210".includes(pin);

/** The code that came with the address (#kode=…); it is taken out of the address at once. */
function codeOfAddress() {
  const given = new URLSearchParams(location.hash.slice(1)).get("kode");
  if (location.hash) history.replaceState(null, "", location.pathname);
  return given ? cleaned(given) : "";
}

/** The entry to a vault; `opened` is called when it is open. */
export function openEntry({ vault, api, scanner, jsqr, opened }) {
  const asked = { code: "", label: "" };
  let cameraOff = null;
  const field = (name) => document.querySelector(`[name="${name}"]`);

  function takeCode() {
    asked.code = cleaned(field("kode").value);
    asked.label = field("nama").value.trim();
    if (!CODE.test(asked.code)) return complain(say("code_shape"));
    return show("new-pin");
  }

  async function takeNewPin() {
    const [pin, again] = [field("pin_baru").value, field("pin_ulang").value];
    if (!PIN.test(pin)) return complain(say("pin_shape"));
    if (isEasy(pin)) return complain(say("pin_easy"));
    if (pin !== again) return complain(say("pin_differs"));
    // The code is spent only now, when nothing but writing it down is left to do.
    try {
      await vault.create(pin, await enrol(api, asked.code, asked.label));
    } catch (error) {
      if (!(error instanceof Refused)) return complain(say("enrol_later"));
      show("enrol");
      return complain(say("code_refused", { reason: error.message }));
    }
    return opened();
  }

  async function takePin() {
    const pin = field("pin").value;
    field("pin").value = "";
    if (!PIN.test(pin)) return complain(say("pin_shape"));
    const answer = await vault.unlock(pin);
    if (answer.state === "open") return opened();
    if (answer.state === "wrong") return complain(say("pin_wrong"));
    if (answer.state === "wiped") {
      show("enrol");
      return complain(say("wiped"));
    }
    const words = answer.unsent ? "pin_wait_unsent" : "pin_wait";
    return complain(say(words, { until: moment(answer.until), n: answer.unsent }));
  }

  function stopCamera() {
    document.querySelector('[data-slot="camera"]').hidden = true;
    cameraOff?.();
    cameraOff = null;
  }

  async function startCamera() {
    const place = document.querySelector('[data-slot="camera"]');
    place.hidden = false;
    try {
      const { scan } = await import(scanner);
      cameraOff = await scan(place.querySelector("video"), jsqr, (text) => {
        field("kode").value = cleaned(text.split("kode=").pop());
        stopCamera();
      });
    } catch {
      stopCamera();
      complain(say("no_camera"));
    }
  }

  return {
    forms: { enrol: takeCode, "new-pin": takeNewPin, unlock: takePin },
    buttons: { camera: startCamera, "camera-off": stopCamera, "to-code": () => show("enrol") },
    /** Take a code that comes while the app is open, as when a QR code is read by the phone's own camera. */
    async takeAddress() {
      if (location.hash && !vault.isOpen()) await this.begin();
    },
    /** Show the screen that comes first on this phone. */
    async begin() {
      const code = codeOfAddress();
      if (!isSecure()) {
        show("ended");
        return put("ended", say("insecure"));
      }
      if (!(await vault.exists())) {
        show("enrol");
        field("kode").value = code;
        return undefined;
      }
      const unsent = await vault.unsent();
      show("unlock");
      put("unsent", unsent ? say("unsent_here", { n: unsent }) : "");
      field("pin").focus();
      return code ? complain(say("enrolled_before")) : undefined;
    },
  };
}
