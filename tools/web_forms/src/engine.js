// The one door between the shell's plain modules and the Vue component of @getodk/web-forms.
import { OdkWebForm, webFormsPlugin } from "@getodk/web-forms";
import { createApp, h, ref } from "vue";

const MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(" ");
const DAYS = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];
const LOCALE = {
  dayNames: DAYS,
  dayNamesShort: DAYS.map((day) => day.slice(0, 3)),
  dayNamesMin: DAYS.map((day) => day.slice(0, 2)),
  monthNames: MONTHS,
  monthNamesShort: MONTHS.map((month) => month.slice(0, 3)),
  firstDayOfWeek: 1,
  today: "Hari ini",
  clear: "Kosongkan",
  chooseDate: "Pilih tanggal",
  emptyMessage: "Tidak ada pilihan",
  emptyFilterMessage: "Tidak ditemukan",
  emptySearchMessage: "Tidak ditemukan",
  emptySelectionMessage: "Belum dipilih",
};

/**
 * Show a form in `place`.
 * @param {object} options
 * @param {HTMLElement} options.place where the form is drawn
 * @param {string} options.xml the XForm
 * @param {(address: URL) => Promise<Response>} options.attachment gives a file of the form (jr://…)
 * @param {FormData | null} options.draft what `read` gave earlier, to go on with
 * @param {() => void} options.submitted called when the form is whole and its button was pressed
 * @returns {{ read: () => Promise<FormData | null>, close: () => void }}
 */
export function openForm({ place, xml, attachment, draft, submitted }) {
  const form = ref(null);
  const props = {
    ref: form,
    formXml: xml,
    fetchFormAttachment: attachment,
    trackDevice: false,
    editInstance: draft ? { restore: [draft] } : undefined,
    onSubmit: ({ data }, done) => {
      submitted(data[0]);
      done({});
    },
  };
  const app = createApp({ render: () => h(OdkWebForm, props) });
  app.use(webFormsPlugin);
  Object.assign(app.config.globalProperties.$primevue.config.locale, LOCALE);
  app.mount(place);
  return {
    read: async () => {
      const { root } = form.value?.formState ?? {};
      if (!root) return null;
      const { data } = await root.prepareInstancePayload({ payloadType: "monolithic" });
      return data[0];
    },
    failed: () => form.value?.formState?.error?.message ?? "",
    close: () => app.unmount(),
  };
}
