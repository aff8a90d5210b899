// Audio and other files, for which @getodk/web-forms 0.22.0 has no control yet: choose, or record on the spot.
import { defineComponent, h, onUnmounted, ref, watch } from "vue";

const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const BITS_A_SECOND = 24000;
const LONGEST = 5 * 60 * 1000;

const ending = (type) => (type.includes("mp4") ? "m4a" : type.includes("ogg") ? "ogg" : "webm");
const size = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1048576).toFixed(1)} MB`);

export default defineComponent({
  name: "FileUpload",
  props: { question: { type: Object, required: true } },
  setup({ question }) {
    const recorder = ref(null);
    const trouble = ref("");
    const input = ref(null);
    const isAudio = question.nodeOptions.media.type === "audio";
    const type = isAudio && globalThis.MediaRecorder ? TYPES.find((one) => MediaRecorder.isTypeSupported(one)) : undefined;

    async function record() {
      trouble.value = "";
      try {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        const made = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS_A_SECOND });
        const parts = [];
        made.ondataavailable = ({ data }) => parts.push(data);
        made.onstop = () => {
          stream.getTracks().forEach((track) => track.stop());
          recorder.value = null;
          const kind = type.split(";")[0];
          question.setValue(new File([new Blob(parts, { type: kind })], `suara.${ending(kind)}`, { type: kind }));
        };
        made.start();
        setTimeout(stop, LONGEST, made);
        recorder.value = made;
      } catch {
        trouble.value = "Mikrofon tidak dapat dipakai. Izinkan mikrofon di pengaturan peramban, atau pilih berkas suara.";
      }
    }

    const stop = (made) => made?.state === "recording" && made.stop();
    const choose = (event) => question.setValue(event.target.files?.[0] ?? null);
    const remove = () => {
      if (input.value) input.value.value = "";
      question.setValue(null);
    };
    const button = (words, onClick, kind = "") =>
      h("button", { type: "button", class: `netral-upload__button ${kind}`, onClick }, words);
    const sound = ref("");
    watch(
      () => question.currentState.value,
      (file) => {
        URL.revokeObjectURL(sound.value);
        sound.value = file && isAudio ? URL.createObjectURL(file) : "";
      },
      { immediate: true },
    );
    onUnmounted(() => {
      stop(recorder.value);
      URL.revokeObjectURL(sound.value);
    });

    return () => {
      const file = question.currentState.value;
      const isFixed = question.currentState.readonly === true;
      if (file) {
        return h("div", { class: "netral-upload" }, [
          h("p", {}, `${isAudio ? "Suara tersimpan" : "Berkas tersimpan"} (${size(file.size)})`),
          sound.value ? h("audio", { controls: true, src: sound.value }) : null,
          isFixed ? null : button("Hapus", remove, "netral-upload__button--quiet"),
        ]);
      }
      if (recorder.value) return h("div", { class: "netral-upload" }, [button("Berhenti merekam", () => stop(recorder.value))]);
      return h("div", { class: "netral-upload" }, [
        type && !isFixed ? button("Rekam suara", record) : null,
        h("label", { class: "netral-upload__choose" }, [
          h("span", {}, isAudio ? "Pilih berkas suara" : "Pilih berkas"),
          h("input", { ref: input, type: "file", accept: question.nodeOptions.media.accept, disabled: isFixed, onChange: choose }),
        ]),
        trouble.value ? h("p", { role: "alert", class: "netral-upload__error" }, trouble.value) : null,
      ]);
    };
  },
});
