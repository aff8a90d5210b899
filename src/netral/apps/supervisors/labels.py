"""Words for the values of supervisors."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.domain.coverage import Done
from netral.apps.supervisors.domain.postings import EndCause, PostingState
from netral.apps.supervisors.domain.posts import Post
from netral.foundation.ui.choices import Marked, Words

POSTS: Mapping[str, Promise] = {
    Post.DISTRICT: _("Panwaslu kecamatan"),
    Post.VILLAGE: _("Pengawas kelurahan/desa (PKD)"),
    Post.POLLING_STATION: _("Pengawas TPS"),
}
POSTING_STATES: Mapping[str, Marked] = {
    PostingState.ACTIVE: (_("Bertugas"), "good"),
    PostingState.ENDED: (_("Berakhir"), "neutral"),
    PostingState.DISMISSED: (_("Diberhentikan"), "bad"),
}
END_CAUSES: Mapping[str, Words] = {
    EndCause.TERM: _("Masa tugas habis"),
    EndCause.REPLACED: _("Diganti"),
    EndCause.RESIGNED: _("Mengundurkan diri"),
    EndCause.DISMISSED: _("Diberhentikan"),
}
DONE: Mapping[str, Marked] = {
    Done.FILLED: (_("Terisi"), "good"),
    Done.RECRUITING: (_("Sedang direkrut"), "warning"),
    Done.COVERED: (_("Dijaga tetangga"), "warning"),
    Done.NOTHING: (_("Belum ada tindakan"), "bad"),
}
