// Every word the scripts say; the page's own words stand in its template.

const TEXTS = {
  insecure: {
    id: "Aplikasi ini hanya bekerja lewat alamat https. Buka lagi dengan alamat dari kantor.",
    en: "This app works over https only. Open it again with the address the office gave you.",
  },
  code_shape: {
    id: "Kode terdiri dari 12 huruf dan angka. Periksa lagi kode dari kantor.",
    en: "A code has 12 letters and digits. Check the code from the office again.",
  },
  code_refused: {
    id: "Kode tidak diterima: {reason} Mintalah kode baru ke kantor.",
    en: "The code was not accepted: {reason} Ask the office for a new one.",
  },
  enrol_later: {
    id: "Tidak tersambung ke kantor. Langkah ini butuh internet: cari sinyal, lalu coba lagi. Kode masih berlaku.",
    en: "The office cannot be reached. This step needs the internet: find a signal and try again. The code is still good.",
  },
  enrolled_before: {
    id: "Ponsel ini sudah tersambung. Masukkan PIN Anda.",
    en: "This phone is connected already. Type your PIN.",
  },
  no_camera: {
    id: "Kamera tidak dapat dipakai. Ketik saja kodenya.",
    en: "The camera cannot be used. Type the code instead.",
  },
  pin_shape: { id: "PIN terdiri dari enam angka atau lebih.", en: "A PIN has six digits or more." },
  pin_easy: {
    id: "PIN ini mudah ditebak. Jangan pakai angka yang sama semua atau berurutan.",
    en: "This PIN is easy to guess. Do not use one digit only, or digits in order.",
  },
  pin_differs: { id: "Kedua PIN tidak sama. Ketik lagi.", en: "The two PINs differ. Type them again." },
  pin_changed: {
    id: "PIN sudah diganti. Mulai sekarang ponsel ini dibuka dengan PIN baru.",
    en: "The PIN is changed. From now on the new PIN opens this phone.",
  },
  pin_kept: {
    id: "PIN belum diganti: penyimpanan ponsel gagal menulis. PIN lama tetap berlaku.",
    en: "The PIN is not changed: the phone's storage failed to write. The old PIN still holds.",
  },
  pin_wrong: { id: "PIN salah. Coba lagi.", en: "Wrong PIN. Try again." },
  pin_wait: {
    id: "PIN salah. Coba lagi pukul {until}.",
    en: "Wrong PIN. Try again at {until}.",
  },
  pin_wait_unsent: {
    id: "PIN salah berkali-kali. Data tidak dihapus karena {n} catatan belum terkirim. Coba lagi pukul {until}, atau hubungi kantor.",
    en: "Wrong PIN many times. Nothing is wiped, because {n} observations are not sent yet. Try again at {until}, or call the office.",
  },
  wiped: {
    id: "PIN salah sepuluh kali. Ponsel ini sudah dikosongkan. Semua yang ditulis sudah ada di kantor. Mintalah kode baru ke kantor.",
    en: "Wrong PIN ten times. This phone has been emptied. Everything written is at the office already. Ask the office for a new code.",
  },
  revoked: {
    id: "Kantor mencabut ponsel ini. Kunci dan isinya sudah dihapus dari ponsel.",
    en: "The office revoked this phone. Its keys and content have been removed.",
  },
  revoked_unsent: {
    id: "Kantor mencabut ponsel ini. Kunci dan isinya sudah dihapus. {n} catatan yang belum terkirim ikut hilang dari ponsel ini: hubungi kantor hari ini dan tulis ulang dari ingatan.",
    en: "The office revoked this phone. Its keys and content have been removed. {n} observations that were not sent are gone from this phone: call the office today and write them again from memory.",
  },
  unknown_device: {
    id: "Kantor tidak mengenal ponsel ini. Catatan Anda tetap tersimpan. Ekspor kotak keluar, lalu hubungi kantor.",
    en: "The office does not know this phone. What you wrote is kept. Export the outbox and call the office.",
  },
  online: { id: "Tersambung", en: "Connected" },
  offline: { id: "Tanpa jaringan", en: "No network" },
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
  unsent_here: { id: "{n} catatan di ponsel ini belum terkirim.", en: "{n} observations on this phone are not sent yet." },
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
  room_low: {
    id: "Ruang penyimpanan tinggal {left} MB. Kirim atau ekspor catatan, dan kosongkan ruang sebelum mengambil foto lagi.",
    en: "Only {left} MB of storage is left. Send or export, and make room before taking more photos.",
  },
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
  ready_offline: { id: "Siap dipakai tanpa sinyal.", en: "Ready for use without a signal." },
  not_ready_offline: {
    id: "Masih mengunduh untuk dipakai tanpa sinyal. Jangan putuskan internet dahulu.",
    en: "Still loading for use without a signal. Stay connected for now.",
  },
  may_be_cleared: {
    id: "Peramban boleh menghapus isi aplikasi ini bila ponsel penuh. Pasang aplikasi ke layar utama agar aman.",
    en: "The browser may clear this app when the phone is full. Install it on the home screen to be safe.",
  },
};

const language = document.documentElement.lang === "en" ? "en" : "id";
const zone = language === "en" ? "en-GB" : "id-ID";

/** The words for a key, with {names} filled in. */
export function say(key, values = {}) {
  return TEXTS[key][language].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** The title of a form in the page's language. */
export const titled = (title) => title?.[language] || title?.id || "";

/** A time of day, with the day when it is not today. */
export function moment(milliseconds) {
  const date = new Date(milliseconds);
  const isToday = date.toDateString() === new Date().toDateString();
  const day = isToday ? {} : { day: "numeric", month: "short" };
  return date.toLocaleString(zone, { hour: "2-digit", minute: "2-digit", ...day });
}
