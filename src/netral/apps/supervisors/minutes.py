"""The minutes of a panel's decision as a sealed paper."""

from django.utils.translation import gettext as _

from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.models import DecidedPlace, VacancyDecision
from netral.apps.supervisors.selection_labels import OUTCOMES, TIES
from netral.engines.seal.documents.blocks import Fields, Grid, Heading, Letterhead, OfficialDocument, Paragraph, Points
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.seals.actions.documents import seal_document
from netral.foundation.seals.issue import DocumentDraft, Issue
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import active_key, documents_about
from netral.foundation.ui.formats import angka, waktu

KIND = "selection_minutes"


def seal_minutes(decision: VacancyDecision, by: Actor) -> None:
    """Seal the minutes in the institution's name; without a key the decision stands without a paper, and says so."""
    institution = decision.vacancy.recruitment.institution
    if active_key(institution, decision.decided_at) is None:
        return
    draft = DocumentDraft(
        kind=KIND,
        title=_("Berita acara seleksi %(number)s") % {"number": decision.number},
        institution=institution,
        subject=decision,
        scopes=decision.scopes,
        facts=((_("Nomor"), decision.number), (_("Formasi"), str(decision.vacancy))),
    )
    seal_document(draft=draft, pdf=lambda issue: _document(decision, issue), by=by)


def minutes_of(decision: VacancyDecision) -> SealedDocument | None:
    """Return the sealed minutes of a decision, if there are any the reader may see."""
    return next(documents_about(VacancyDecision._meta.label_lower, str(decision.pk)), None)


def _document(decision: VacancyDecision, issue: Issue) -> OfficialDocument:
    vacancy = decision.vacancy
    institution, places = vacancy.recruitment.institution, list(decision.places.select_related("application"))
    head = (_("Peringkat"), _("Nama"), _("Nilai"), _("Putusan"))
    departures = [
        _("%(name)s: %(reason)s") % {"name": row.application.name, "reason": row.reason} for row in places if row.reason
    ]
    lots = [each for each in places if each.tie]
    return OfficialDocument(
        letterhead=Letterhead(institution.name),
        title=_("Berita Acara Seleksi Pengawas"),
        number=decision.number,
        issued_at=issue.issued_at,
        blocks=(
            Fields(
                (
                    (_("Jabatan"), str(POSTS[vacancy.recruitment.post])),
                    (_("Formasi"), str(vacancy)),
                    (_("Jumlah yang dicari"), angka(vacancy.seats)),
                    (_("Diputus"), waktu(decision.decided_at, zone_at(institution).key)),
                )
            ),
            Heading(_("Anggota yang hadir")),
            Points(tuple(member["name"] for member in decision.members)),
            Heading(_("Putusan")),
            Grid(head, tuple(map(_line, places)), (1, 4, 1.5, 2), frozenset({2})),
            *((Heading(_("Alasan bila berbeda dari peringkat")), Points(tuple(departures))) if departures else ()),
            *((Heading(_("Nilai yang sama")), Points(tuple(map(_tie, lots)))) if lots else ()),
            Paragraph(_("Bibit undian: %(seed)s") % {"seed": decision.seed}),
        ),
        seal=issue.note,
    )


def outcome_words(place: DecidedPlace) -> str:
    """Return what somebody became, a reserve with her order."""
    words = str(OUTCOMES[place.outcome][0])
    return f"{words} {place.order}" if place.order else words


def _line(place: DecidedPlace) -> tuple[str, ...]:
    total = "–" if place.total is None else angka(place.total, 2)
    return str(place.rank or "–"), place.application.name, total, outcome_words(place)


def _tie(place: DecidedPlace) -> str:
    words = _("%(name)s ditempatkan menurut: %(rule)s.")
    return words % {"name": place.application.name, "rule": TIES[place.tie]}
