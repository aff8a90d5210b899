"""Words for what a file is, how it circulates and why there is no copy of it."""

from django.utils.translation import gettext as _, gettext_lazy

from netral.foundation.files.copies import kind_of
from netral.foundation.files.domain import TYPES

FAILURES = {
    "damaged": gettext_lazy("Berkas ini rusak."),
    "locked": gettext_lazy("Berkas ini terkunci dengan kata sandi."),
    "too large": gettext_lazy("Berkas ini terlalu besar."),
    "many pages": gettext_lazy("Dokumen ini lebih dari 200 halaman."),
    "too costly": gettext_lazy("Berkas ini terlalu rumit."),
    "animated": gettext_lazy("Gambar ini bergerak."),
    "embedded": gettext_lazy("Berkas ini memuat berkas lain di dalamnya."),
    "broken": gettext_lazy("Isi berkas ini di penyimpanan hilang atau berubah. Beri tahu pengelola sistem."),
}


def misnamed(claimed: str, media_type: str) -> str:
    """Return the sentence about a name that claims another kind of file; empty when it claims none."""
    kind = TYPES.get(kind_of(media_type))
    if not claimed or kind is None:
        return ""
    return _("Nama aslinya berakhiran .%(claimed)s, tetapi isinya %(kind)s. Disimpan sebagai .%(ending)s.") % {
        "claimed": claimed,
        "kind": kind.label,
        "ending": kind.endings[0],
    }
