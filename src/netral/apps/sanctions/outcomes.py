"""Messages to the reporter about the follow-up: the outcome in plain words, without names."""

from uuid import UUID

from django.utils.translation import gettext as _

from netral.apps.cases import api as cases
from netral.apps.reports import api as reports
from netral.apps.sanctions.domain import FINISHED
from netral.apps.sanctions.models import Recommendation, SanctionDecision
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor


def tell_of_sending(report_id: UUID | None, sent: list[Recommendation], by: Actor) -> None:
    """Tell the reporter, where there is one, that the decision was sent, and to which institutions."""
    if report_id is None:
        return
    first = sent[0]
    words = _("Putusan diteruskan kepada %(receiver)s dan %(ppk)s untuk %(count)s orang.")
    if first.receiver == first.ppk:
        words = _("Putusan diteruskan kepada %(receiver)s untuk %(count)s orang.")
    text = words % {"receiver": first.receiver.name, "ppk": first.ppk.name, "count": len(sent)}
    reports.tell_reporter(report_id=report_id, status="forwarded", text=text, by=by)


def tell_of_sanction(row: Recommendation, decision: SanctionDecision, by: Actor) -> None:
    """Tell the reporter which sanction was decided."""
    _tell(row, "forwarded", _("Sanksi diputus: %(sanction)s.") % {"sanction": decision.sanction_title}, by)


def tell_of_carrying_out(row: Recommendation, by: Actor) -> None:
    """Tell the reporter that a sanction was carried out; with the last open person the report is concluded."""
    _tell(row, _status(row), _("Sanksi sudah dijalankan."), by)


def tell_of_closing(row: Recommendation, by: Actor) -> None:
    """Tell the reporter that one person's follow-up was closed without a sanction."""
    _tell(row, _status(row), _("Pejabat yang berwenang menutup tindak lanjut tanpa sanksi."), by)


def _status(row: Recommendation) -> str:
    with elevated("whether anything of the case is still open decides what its reporter hears"):
        others = Recommendation.objects.filter(case_id=row.case_id).exclude(pk=row.pk)
        return "forwarded" if others.exclude(state__in=FINISHED).exists() else "concluded"


def _tell(row: Recommendation, status: str, text: str, by: Actor) -> None:
    report_id = cases.decision_of(row.case_id).case.report_id
    # Of a case that rests on a finding nobody waits to hear.
    if report_id is not None:
        reports.tell_reporter(report_id=report_id, status=status, text=text, by=by)
