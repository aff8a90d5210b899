"""What a step of a posting tells beyond that it is done."""

from collections.abc import Collection
from datetime import timedelta

from django.utils.translation import gettext as _

from netral.apps.supervisors.actions.corrections import CARD, EMAIL, NAME, PHONE
from netral.apps.supervisors.models import Dismissal, Posting
from netral.apps.supervisors.queries.departures import departure_of
from netral.foundation.ui.formats import tanggal


def told_of_correction(changed: Collection[str]) -> str:
    """Say what follows from a correction."""
    words = {
        NAME: _("Namanya diganti."),
        CARD: _("Kartu dengan nama lama tidak berlaku lagi. Segel yang baru."),
        PHONE: _("Nomor teleponnya belum dipastikan."),
        EMAIL: _("E-mailnya diganti."),
    }
    return " ".join(words[field] for field in changed)


def told_of_notice(dismissal: Dismissal) -> str:
    """Say whether she was told of what happened in a proceeding, or who has to tell her."""
    if dismissal.posting.supervisor.address:
        return _("Ia diberi tahu lewat e-mail.")
    return _("Ia tidak punya e-mail, jadi belum diberi tahu: cetak halaman ini dan sampaikan langsung kepadanya.")


def told_of_ending(posting: Posting) -> str:
    """Say what ended together with a posting, and whose area nobody looks after any more."""
    row = Posting.objects.get(pk=posting.pk)
    ended, after = departure_of(row), tanggal(row.last_day + timedelta(1))
    words = [
        *(_("Cuti mulai %(day)s batal.") % {"day": tanggal(each.starts_on)} for each in ended.withdrawn),
        *(_("Cutinya berakhir %(day)s.") % {"day": tanggal(each.ends_on)} for each in ended.cut),
        *(_("%(name)s tidak lagi menjaga wilayahnya.") % {"name": each.supervisor.name} for each in ended.covers),
        *(
            _("%(area)s, yang ia jaga, tanpa penjaga sejak %(day)s.") % {"area": each.place, "day": after}
            for each in ended.uncovered
        ),
    ]
    return " ".join(words)
