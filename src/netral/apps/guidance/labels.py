"""Words and marks for what the domain and the catalogue only name."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.domain.answers import Choice
from netral.apps.guidance.domain.identities import Kind
from netral.apps.guidance.domain.states import Position, State, Urgency
from netral.apps.guidance.parameters import answering_term, facts_of
from netral.engines.deadlines.terms import Unit
from netral.foundation.ledger.clock import now
from netral.foundation.ui.choices import Marked
from netral.foundation.ui.formats import english

STATES: Mapping[str, Marked] = {
    State.CONCEPT: (_("Konsep"), "neutral"),
    State.RECEIVED: (_("Menunggu jawaban"), "warning"),
    State.DRAFTED: (_("Menunggu persetujuan"), "warning"),
    State.APPROVED: (_("Disetujui, belum terbit"), "warning"),
    State.PUBLISHED: (_("Terjawab"), "good"),
    State.REFUSED: (_("Tidak dijawab"), "bad"),
    State.WITHDRAWN: (_("Ditarik"), "neutral"),
}
POSITIONS: Mapping[str, Marked] = {
    Position.VIOLATION: (_("Melanggar"), "bad"),
    Position.CLEAR: (_("Tidak melanggar"), "good"),
    Position.ASK: (_("Belum dapat dipastikan"), "warning"),
}
VERDICTS: Mapping[str, Promise] = {
    catalogue.Verdict.VIOLATION: _("Melanggar"),
    catalogue.Verdict.CLEAR: _("Tidak melanggar"),
    catalogue.Verdict.DEPENDS: _("Tergantung keadaan lain"),
    catalogue.Verdict.ASK: _("Sumber resmi berbeda"),
    catalogue.Verdict.OUTSIDE: _("Di luar cakupan"),
}
URGENCIES: Mapping[str, Promise] = {Urgency.NORMAL: _("Biasa"), Urgency.URGENT: _("Mendesak")}
CHOICES: Mapping[str, Promise] = {
    Choice.SUPERSEDE: _("Jawaban baru menggantikan yang lama"),
    Choice.KEEP: _("Terbitkan, keduanya tetap berlaku"),
}
KINDS: Mapping[str, Promise] = {
    Kind.NIP: _("NIP atau NIK"),
    Kind.PHONE: _("Nomor telepon"),
    Kind.EMAIL: _("Alamat e-mail"),
    Kind.ACCOUNT: _("Nama akun"),
    Kind.LINK: _("Tautan"),
    Kind.OFFICE: _("Nama unit atau lembaga"),
    Kind.PERSON: _("Nama orang"),
    Kind.GUESS: _("Mungkin nama"),
}


def terms_in_words() -> dict[str, str]:
    """Return how long an answer takes today, by the urgency of the request."""
    units = {Unit.WORKING_DAYS: gettext("%(n)s hari kerja"), Unit.CALENDAR_DAYS: gettext("%(n)s hari")}
    terms = {urgency: answering_term(urgency, now().date()) for urgency in Urgency}
    return {urgency: units[term.unit] % {"n": term.length} for urgency, term in terms.items()}


def act_title(code: str) -> str:
    """Return an act in plain words; its code where the catalogue no longer knows it."""
    try:
        act = catalogue.act(code)
    except catalogue.UnknownAct:
        return code
    return act.title_en if english() else act.title


def question_of(fact: catalogue.Fact) -> str:
    """Return the question of a fact in the reader's language."""
    return fact.question_en if english() else fact.question


def option_of(fact: catalogue.Fact, value: str) -> str:
    """Return the words of a value in the reader's language; the value itself where they are not known."""
    words = fact.options.get(value)
    return (words[1] if english() else words[0]) if words else value


def facts_shown(act: str, facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return facts as questions and answers, in the order the rules read them; unknown codes come last as they are."""
    known = {fact.code: fact for fact in facts_of(act)}
    shown = [(question_of(fact), option_of(fact, facts[code])) for code, fact in known.items() if code in facts]
    return shown + [(code, value) for code, value in facts.items() if code not in known]


def norms_shown(ids: list[str]) -> list[dict[str, str]]:
    """Return norms with the addresses of their pages."""
    return [{"id": norm, "url": reverse("norm", args=[norm])} for norm in ids]
