"""What a step of a posting tells beyond that it is done."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from netral.apps.supervisors.actions.corrections import EMAIL, NAME, PHONE
from netral.apps.supervisors.models import Posting
from netral.apps.supervisors.queries.departures import departure_of
from netral.foundation.ui.formats import tanggal


def told_of_correction(changed: Collection[str]) -> str:
    """Say what follows from a correction."""
    words = {
        NAME: _("Kartu dengan nama lama tidak berlaku lagi. Segel yang baru."),
        PHONE: _("Nomor teleponnya belum dipastikan."),
        EMAIL: _("E-mailnya diganti."),
    }
    return " ".join(words[field] for field in changed)


def told_of_ending(posting: Posting) -> str:
    """Say what ended together with a posting, and whose area nobody looks after any more."""
    ended = departure_of(Posting.objects.get(pk=posting.pk))
    words = [
        *(_("Cuti mulai %(day)s batal.") % {"day": tanggal(each.starts_on)} for each in ended.withdrawn),
        *(_("Cutinya berakhir %(day)s.") % {"day": tanggal(each.ends_on)} for each in ended.cut),
        *(_("%(name)s tidak lagi menjaga wilayahnya.") % {"name": each.supervisor.name} for each in ended.covers),
        *(_("%(area)s, yang ia jaga, kini tanpa penjaga.") % {"area": each.place} for each in ended.uncovered),
    ]
    return " ".join(words)
