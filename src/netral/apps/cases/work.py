"""What of the cases waits for an actor: their steps, and terms of others that are nearly over."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from netral.apps.cases import queries
from netral.apps.cases.domain import State
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import zone_of
from netral.foundation.workflow.work import WATCHED, Work, WorkItem, list_address

_WHY: dict[str, Promise] = {
    State.INITIAL_REVIEW: gettext_lazy("Kajian awal belum selesai: periksa syarat laporannya."),
    State.NEEDS_COMPLETION: gettext_lazy("Pelapor diminta melengkapi: periksa apakah sudah lengkap."),
    State.REGISTRATION_PROPOSED: gettext_lazy("Usul registrasi menunggu persetujuan Anda."),
    State.REGISTERED: gettext_lazy("Sudah diregister: undang para pihak untuk klarifikasi."),
    State.CLARIFICATION: gettext_lazy("Klarifikasi berjalan: catat hasilnya, lalu tulis kajian."),
    State.STUDY: gettext_lazy("Kajian selesai: buka rapat pleno."),
    State.PLENARY: gettext_lazy("Pleno menunggu suara Anda."),
}
_ENOUGH = gettext_lazy("Suara pleno sudah cukup: tetapkan putusannya.")
STEPS = ("cases.handle", "cases.approve", "cases.vote", "cases.decide")


def work_of(actor: Actor) -> tuple[Work, ...]:
    """Return the steps that wait for an actor, and the terms nearly over while others have to take the step."""
    return (
        Work(
            gettext_lazy("Perkara yang menunggu langkah Anda"),
            list_address("case_board"),
            STEPS,
            queries.waiting_for(actor),
            _step,
            "case_board",
        ),
        Work(
            gettext_lazy("Tenggat yang berjalan"),
            list_address("case_board", WATCHED),
            ("cases.view",),
            queries.watched_by(actor),
            _term,
        ),
    )


def _step(row: Any) -> WorkItem:
    why = _ENOUGH if row.state == State.PLENARY and row.enough else _WHY[row.state]
    return _item(row, why)


def _term(row: Any) -> WorkItem:
    return _item(row, _("%(term)s: langkah berikutnya ada pada pihak lain.") % {"term": row.term})


def _item(row: Any, why: Promise | str) -> WorkItem:
    since, zone = row.term_since or row.opened_at, zone_of(row.region_id).key
    return WorkItem(str(row), reverse("case", args=[row.pk]), why, since, row.due_at, zone)
