// A map needs tiles from another server; the field app asks no other server for anything.
import { h } from "vue";

export default { render: () => h("p", "Peta tidak tersedia di aplikasi ini. Pakai tombol lokasi.") };
