"""The decision as a sealed document."""

from django.utils.translation import gettext as _

from netral.apps.cases.labels import FINDINGS, OUTCOMES
from netral.apps.cases.models import Case, CasePerson, Decision
from netral.apps.cases.ranges import norm_mark
from netral.engines.seal.documents.blocks import Fields, Grid, Heading, Letterhead, OfficialDocument, Paragraph
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import zone_of
from netral.foundation.seals.actions.documents import seal_document
from netral.foundation.seals.issue import DocumentDraft, Issue
from netral.foundation.seals.queries import active_key
from netral.foundation.ui.formats import tanggal

KIND = "decision"


def seal_decision(case: Case, decision: Decision, by: Actor) -> None:
    """Seal the decision, when the institution has a key; without one the decision stands, and its page says so."""
    if active_key(case.institution, decision.decided_at) is None:
        return
    draft = DocumentDraft(
        kind=KIND,
        title=_("Putusan pleno perkara %(number)s") % {"number": case.number},
        institution=case.institution,
        subject=case,
        scopes=case.scopes,
        facts=((_("Nomor register"), case.number), (_("Diputus"), _day(case, decision))),
    )
    sealed = seal_document(draft=draft, pdf=lambda issue: _document(case, decision, issue), by=by)
    decision.document_id = str(sealed.pk)
    decision.save()


def _document(case: Case, decision: Decision, issue: Issue) -> OfficialDocument:
    return OfficialDocument(
        letterhead=Letterhead(case.institution.name),
        title=_("Putusan Rapat Pleno"),
        number=case.number,
        issued_at=issue.issued_at,
        subtitle=str(FINDINGS[decision.finding]),
        blocks=(
            Fields(
                (
                    (_("Nomor register"), case.number),
                    (_("Tanggal perbuatan"), tanggal(case.act_date)),
                    (_("Norma"), _norm(case, decision)),
                    (_("Dasar hukum"), decision.basis or "–"),
                    (_("Versi katalog"), decision.catalogue_version[:16]),
                )
            ),
            Heading(_("Terlapor")),
            Grid((_("Nama"), _("Unit kerja"), _("Hasil")), tuple(map(_person, case.caseperson_set.all()))),
            Heading(_("Pertimbangan")),
            *(Paragraph(part) for part in decision.words.split("\n") if part.strip()),
        ),
        seal=issue.note,
    )


def _norm(case: Case, decision: Decision) -> str:
    """Name the norm, and how surely it is known."""
    if not decision.norm_id or case.act_date is None:
        return "–"
    mark = norm_mark(decision.norm_id, case.act_date)
    return f"{decision.norm_id} {decision.norm_title}" + (f" ({mark})" if mark else "")


def _person(person: CasePerson) -> tuple[str, str, str]:
    return person.name, person.unit or "–", str(OUTCOMES.get(person.outcome, "–"))


def _day(case: Case, decision: Decision) -> str:
    return tanggal(decision.decided_at, zone_of(case.region_id))
