"""What crossings do on news from below: passes end with the term of their holder."""

from datetime import date
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext

from netral.apps.crossings.actions.endings import end_passes_after
from netral.apps.supervisors import api as supervisors
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event


def end_passes_of_posting(event: Event) -> None:
    """End what a supervisor holds for days after her last one."""
    with translation.override("id"):
        words = gettext("Masa tugas pemegang pas berakhir.")
    with elevated("a pass ends with the term of its holder, whoever ends that"):
        posting = supervisors.Posting.objects.get(pk=UUID(event.subject_id))
        last_day = date.fromisoformat(str(event.data["last_day"]))
        end_passes_after(posting=posting, last_day=last_day, words=words, by=SYSTEM)
