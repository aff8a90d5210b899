"""Words for the values of supervisors."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.domain.posts import Post
from netral.foundation.ui.choices import Words

POSTS: Mapping[str, Words] = {
    Post.DISTRICT: _("Panwaslu kecamatan"),
    Post.VILLAGE: _("Pengawas kelurahan/desa (PKD)"),
    Post.POLLING_STATION: _("Pengawas TPS"),
}
