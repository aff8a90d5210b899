// The words every such app says at its entry, and how an app adds its own; a page's own words stand in its template.

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
  ready_offline: { id: "Siap dipakai tanpa sinyal.", en: "Ready for use without a signal." },
  not_ready_offline: {
    id: "Masih mengunduh untuk dipakai tanpa sinyal. Jangan putuskan internet dahulu.",
    en: "Still loading for use without a signal. Stay connected for now.",
  },
  may_be_cleared: {
    id: "Peramban boleh menghapus isi aplikasi ini bila ponsel penuh. Pasang aplikasi ke layar utama agar aman.",
    en: "The browser may clear this app when the phone is full. Install it on the home screen to be safe.",
  },
  unsent_here: { id: "{n} catatan di ponsel ini belum terkirim.", en: "{n} observations on this phone are not sent yet." },
  room_low: {
    id: "Ruang penyimpanan tinggal {left} MB. Kirim atau ekspor catatan, dan kosongkan ruang sebelum mengambil foto lagi.",
    en: "Only {left} MB of storage is left. Send or export, and make room before taking more photos.",
  },
};

/** Add an app's words; one of the same name takes the place of the shared one. */
export const teach = (words) => Object.assign(TEXTS, words);

export const language = document.documentElement.lang === "en" ? "en" : "id";
const zone = language === "en" ? "en-GB" : "id-ID";

/** The words for a key, with {names} filled in. */
export function say(key, values = {}) {
  return TEXTS[key][language].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** A time of day, with the day when it is not today. */
export function moment(milliseconds) {
  const date = new Date(milliseconds);
  const isToday = date.toDateString() === new Date().toDateString();
  const day = isToday ? {} : { day: "numeric", month: "short" };
  return date.toLocaleString(zone, { hour: "2-digit", minute: "2-digit", ...day });
}
