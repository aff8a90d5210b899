// The way in: the office's code, once; then the PIN, each time.
import { isSecure } from "./crypto.js";
import { enrol, Refused } from "./office.js";
import { complain, put, show, tell } from "./screens.js";
import { moment, say } from "./texts.js";

const CODE = /^[A-Z0-9]{12}$/;
const PIN = /^\d{6,}$/;

const cleaned = (text) => text.toUpperCase().replace(/[^A-Z0-9]/g, "");
// Two windows that try at once must not write the lock over each other.
const alone = (work) => (navigator.locks ? navigator.locks.request("netral-pin", work) : work());
const isEasy = (pin) => /^(\d)\1*$/.test(pin) || "01234567890".includes(pin) || "09876543210".includes(pin);

/** What is wrong with a new PIN, in words, or nothing. */
function faultOf(pin, again) {
  if (!PIN.test(pin)) return say("pin_shape");
  if (isEasy(pin)) return say("pin_easy");
  return pin === again ? "" : say("pin_differs");
}

/** The code that came with the address (#kode=…); it is taken out of the address at once. */
function codeOfAddress() {
  const given = new URLSearchParams(location.hash.slice(1)).get("kode");
  if (location.hash) history.replaceState(null, "", location.pathname);
  return given ? cleaned(given) : "";
}

/** The entry to a vault; `opened` is called when it is open, `home` when an open one shows its first screen again. */
export function openEntry({ vault, api, scanner, jsqr, opened, home }) {
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
    const fault = faultOf(pin, again);
    if (fault) return complain(fault);
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
    const answer = await alone(() => vault.unlock(pin));
    return answer.state === "open" ? opened() : shut(answer);
  }

  async function takeOtherPin() {
    const [pin, next, again] = ["pin_lama", "pin_ganti", "pin_ganti_ulang"].map((name) => field(name).value);
    if (!PIN.test(pin)) return complain(say("pin_shape"));
    const fault = faultOf(next, again);
    if (fault) return complain(fault);
    let answer;
    try {
      answer = await alone(() => vault.changePin(pin, next));
    } catch {
      return complain(say("pin_kept"));
    }
    if (answer.state !== "open") return shut(answer);
    await home();
    return tell(say("pin_changed"));
  }

  function shut(answer) {
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
    forms: { enrol: takeCode, "new-pin": takeNewPin, unlock: takePin, "change-pin": takeOtherPin },
    buttons: { camera: startCamera, "camera-off": stopCamera, "to-code": () => show("enrol"), "to-pin": () => show("change-pin"), "to-home": home },
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
