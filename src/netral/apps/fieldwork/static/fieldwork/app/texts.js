// Every word the scripts say beside what all such apps say; the page's own words stand in its template.
import { language, teach } from "../../phones/texts.js";

export { moment, say } from "../../phones/texts.js";

teach({
  locked: { id: "Terkunci", en: "Locked" },
  no_forms: {
    id: "Formulir belum terunduh. Sambungkan ke internet sebentar.",
    en: "The forms are not here yet. Connect to the internet for a moment.",
  },
  box_empty: { id: "Belum ada catatan. Pilih formulir di atas.", en: "Nothing written yet. Choose a form above." },
  box_waiting: { id: "{n} menunggu dikirim.", en: "{n} waiting to be sent." },
  box_clear: { id: "Semua yang selesai sudah terkirim.", en: "Everything finished has been sent." },
  tag_draft: { id: "Draf", en: "Draft" },
  tag_waiting: { id: "Menunggu", en: "Waiting" },
  tag_sending: { id: "Mengirim {percent} %", en: "Sending {percent} %" },
  tag_sent: { id: "Terkirim", en: "Sent" },
  tag_refused: { id: "Ditolak", en: "Refused" },
  tag_asked: { id: "Ada pertanyaan", en: "A question" },
  about_draft: { id: "Belum selesai, diubah {at}.", en: "Not finished, changed {at}." },
  about_waiting: { id: "Dikirim sendiri begitu ada jaringan.", en: "Sent by itself as soon as there is a network." },
  about_waiting_until: { id: "Dicoba lagi pukul {at}.", en: "Tried again at {at}." },
  about_sent: { id: "Nomor {number}, {at}.", en: "Number {number}, {at}." },
  about_refused: { id: "Alasan: {reason}", en: "Reason: {reason}" },
  about_asked: { id: "Kantor bertanya: {words}", en: "The office asks: {words}" },
  about_answered: { id: "Pertanyaan kantor sudah dijawab.", en: "The office's question has been answered." },
  about_words: { id: "Kantor: {words}", en: "The office: {words}" },
  about_trouble: { id: "Lampiran yang tidak diterima: {words}", en: "Files that were not taken: {words}" },
  no_reason: { id: "kantor tidak menyebut alasan", en: "the office named none" },
  act_go_on: { id: "Lanjutkan", en: "Go on" },
  act_discard: { id: "Buang draf", en: "Throw away" },
  act_mend: { id: "Perbaiki", en: "Correct" },
  act_answer: { id: "Jawab", en: "Answer" },
  sure_discard: {
    id: "Buang draf ini? Isinya tidak dapat dikembalikan.",
    en: "Throw this draft away? It cannot be brought back.",
  },
  act_forget: { id: "Hapus dari daftar", en: "Take off the list" },
  act_forget_all: { id: "Hapus semua ini dari daftar", en: "Take all of these off the list" },
  earlier: { id: "Terkirim dahulu ({n})", en: "Sent before ({n})" },
  sure_forget: {
    id: "Hapus {n} catatan dari daftar di ponsel ini? Semuanya sudah ada di kantor dan tetap tersimpan di sana. Catat nomornya bila masih perlu.",
    en: "Take {n} observations off the list on this phone? All are at the office and stay there. Note their numbers if you still need them.",
  },
  draft_kept: { id: "Draf tersimpan pukul {at}", en: "Draft kept at {at}" },
  draft_lost: {
    id: "Draf belum tersimpan: penyimpanan ponsel penuh. Jangan tutup halaman ini. Hapus foto atau aplikasi lain, lalu tekan Simpan draf.",
    en: "The draft is not kept: the phone's storage is full. Do not close this page. Remove photos or apps, then press Keep draft.",
  },
  not_kept: {
    id: "Belum tersimpan: {why} Isian Anda masih di layar ini. Tekan lagi tombol di bawah formulir.",
    en: "Not kept: {why} What you typed is still on this screen. Press the button below the form again.",
  },
  storage_full: { id: "penyimpanan ponsel penuh. Hapus foto atau aplikasi lain.", en: "the phone's storage is full. Remove photos or apps." },
  storage_trouble: { id: "penyimpanan ponsel gagal menulis.", en: "the phone's storage failed to write." },
  engine_loading: { id: "Membuka formulir…", en: "Opening the form…" },
  engine_missing: {
    id: "Mesin formulir belum terunduh ke ponsel ini. Sambungkan ke internet sebentar, lalu coba lagi.",
    en: "The form engine is not on this phone yet. Connect to the internet for a moment and try again.",
  },
  form_missing: {
    id: "Formulir ini tidak ada lagi di ponsel. Sambungkan ke internet, lalu coba lagi.",
    en: "This form is not on the phone any more. Connect to the internet and try again.",
  },
  form_broken: {
    id: "Formulir tidak dapat dibuka: {why} Catatan tetap tersimpan. Hubungi kantor.",
    en: "The form cannot be opened: {why} What was written is kept. Call the office.",
  },
  exported: {
    id: "{n} catatan ada dalam berkas di folder unduhan. Serahkan ke kantor lewat kabel atau flash disk. Catatan tetap di sini sampai kantor memberi nomor.",
    en: "{n} observations are in a file among your downloads. Hand it to the office by cable or flash drive. They stay here until the office gives a number.",
  },
  nothing_to_export: { id: "Tidak ada yang perlu diekspor.", en: "There is nothing to export." },
});

/** The title of a form in the page's language. */
export const titled = (title) => title?.[language] || title?.id || "";
