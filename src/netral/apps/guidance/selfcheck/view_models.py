"""The answer as its page shows it: the verdict in words, why, on what it stands, and what follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.selfcheck.assessment import Assessment
from netral.apps.guidance.selfcheck.domain import NOTHING_ELSE, PHASE, Clash
from netral.apps.guidance.selfcheck.rows import options_of, question_of
from netral.apps.guidance.selfcheck.service import this_day
from netral.engines.rules.evaluation import Verdict
from netral.engines.rules.grades import Grade, grade_of, least_sure
from netral.foundation.regions.queries import full_name
from netral.foundation.ui.formats import english, tanggal

TITLES: dict[Verdict, Promise] = {
    Verdict.VIOLATION: gettext_lazy("Melanggar"),
    Verdict.CLEAR: gettext_lazy("Tidak melanggar"),
    Verdict.DEPENDS: gettext_lazy("Tergantung"),
    Verdict.ASK: gettext_lazy("Minta petunjuk dahulu"),
    Verdict.OUTSIDE: gettext_lazy("Di luar cakupan"),
}
TONES = {
    Verdict.VIOLATION: "bad",
    Verdict.CLEAR: "good",
    Verdict.DEPENDS: "warning",
    Verdict.ASK: "warning",
    Verdict.OUTSIDE: "neutral",
}
GROUPS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (gettext_lazy("Media sosial dan foto"), ("media-sosial", "foto-unggah", "hoaks-sara")),
    (gettext_lazy("Acara dan kampanye"), ("hadir-kampanye", "tim-kampanye", "alat-peraga", "narasumber")),
    (gettext_lazy("Partai dan pencalonan"), ("partai-politik", "maju-calon", "dukungan-ktp", "keluarga-calon")),
    (
        gettext_lazy("Jabatan, uang, dan fasilitas"),
        ("keputusan-mutasi", "pengerahan", "uang-barang", "fasilitas-negara"),
    ),
    (gettext_lazy("Yang umumnya boleh"), ("hak-pilih", "tindakan-netral")),
)


@dataclass(frozen=True)
class ActItem:
    """An act in a list."""

    code: str
    title: str
    example: str


@dataclass(frozen=True)
class Sure:
    """A line of law and how surely it is known."""

    text: str
    grade: Grade
    is_disputed: bool = False


@dataclass(frozen=True)
class NormCard:
    """A norm behind the answer."""

    id: str
    title: str
    condition: str
    grade: Grade
    basis: tuple[Sure, ...]
    sanctions: tuple[Sure, ...]
    handlers: tuple[str, ...]
    conflicts: tuple[catalogue.Conflict, ...] = ()
    general_conflicts: tuple[catalogue.Conflict, ...] = ()
    local: str = ""


@dataclass(frozen=True)
class Answer:
    """The answer of a self-check."""

    verdict: Verdict
    title: str
    tone: str
    act: str
    on: date
    why: str
    norms: tuple[NormCard, ...]
    sent_on: date
    conflicts: tuple[catalogue.Conflict, ...]
    doubts: tuple[str, ...]
    note: str
    open_questions: tuple[str, ...]
    advice: str
    advice_grade: Grade | None
    example: catalogue.Scenario | None
    edition: str
    local: tuple[str, ...] = ()


def act_item(code: str) -> ActItem:
    """An act in the reader's language."""
    act = catalogue.act(code)
    return ActItem(code, act.title_en if english() else act.title, act.example)


def checkable() -> tuple[ActItem, ...]:
    """Every act that can be checked."""
    return tuple(act_item(act.code) for act in catalogue.acts() if act.checkable)


def groups(search: str = "") -> list[tuple[str, list[ActItem]]]:
    """The acts under their headings, narrowed by what the reader looks for; empty headings left out."""
    words = search.casefold().split()
    items = {
        item.code: item
        for item in checkable()
        if all(word in f"{item.title} {item.example}".casefold() for word in words)
    }
    named = {code for _heading, codes in GROUPS for code in codes}
    rest = tuple(code for code in items if code not in named)
    listed = ((str(heading), codes) for heading, codes in (*GROUPS, (gettext_lazy("Lainnya"), rest)))
    found = ((heading, [items[code] for code in codes if code in items]) for heading, codes in listed)
    return [(heading, acts) for heading, acts in found if acts]


def answer_of(assessment: Assessment[catalogue.Judgement], region: str = "", *, of_other: bool = False) -> Answer:
    """The answer that a judgement comes to, with what the region named adds to the law."""
    judgement, added = assessment.judgement, catalogue.local_law(region) if region else []
    by_norm = {row["id"]: _local(overlay) for overlay in added for row in overlay.document.get("norms", [])}
    cards = _cards(judgement, by_norm)
    return Answer(
        verdict=judgement.verdict,
        title=str(TITLES[judgement.verdict]),
        tone=TONES[judgement.verdict],
        act=act_item(judgement.act).title,
        on=assessment.on,
        why=_why(judgement, of_other=of_other),
        norms=cards,
        sent_on=judgement.sent_on(this_day()),
        conflicts=judgement.conflicts,
        doubts=judgement.doubts if not judgement.other_law else judgement.doubts[1:],
        note=clash_in_words(assessment.clash, assessment.on) if assessment.clash else "",
        open_questions=tuple(
            question_of(fact, of_other=of_other) for fact in judgement.questions if fact.code != NOTHING_ELSE
        ),
        advice=catalogue.advice_for(judgement, other=of_other),
        advice_grade=least_sure(
            known for card in cards for known in (card.grade, *(line.grade for line in card.basis))
        ),
        example=_example(judgement, {fact.code: fact.value for fact in judgement.facts}),
        edition=judgement.edition,
        local=tuple(_local(overlay) for overlay in added),
    )


def clash_in_words(clash: Clash, on: date) -> str:
    """That the day named and the words say different phases, and which was used."""
    fact = next(fact for fact in _all_facts() if fact.code == PHASE)
    words = dict(options_of(fact))
    return _("Menurut kata-kata: “%(said)s”. Menurut tanggal %(day)s: “%(of_day)s”. Yang dipakai: “%(used)s”.") % {
        "said": words[clash.said],
        "day": tanggal(on),
        "of_day": words[clash.of_day],
        "used": words[clash.used],
    }


def _all_facts() -> Iterable[catalogue.Fact]:
    return (fact for act in catalogue.acts() if act.checkable and act.norms for fact in catalogue.facts_of(act.code))


def _why(judgement: catalogue.Judgement, *, of_other: bool) -> str:
    if judgement.other_law:
        return judgement.other_law[1] if english() else judgement.other_law[0]
    norm = next(iter(judgement.norms), None)
    title = _titled(norm.norm) if norm else ""
    sentences = {
        Verdict.VIOLATION: (
            _("Bila benar begitu, perbuatan orang itu dilarang: “%(norm)s”.")
            if of_other
            else _("Perbuatan ini dilarang: “%(norm)s”.")
        )
        % {"norm": title},
        Verdict.CLEAR: _("Dengan jawaban di bawah, tidak ada aturan netralitas yang dilanggar."),
        Verdict.DEPENDS: _("Belum bisa dipastikan: hasilnya masih bergantung pada hal yang belum diketahui."),
        Verdict.ASK: _(
            "Sumber resmi tidak sama atau belum terbaca tentang hal ini. Tanyakan dahulu sebelum bertindak."
        ),
        Verdict.OUTSIDE: _("Ini bukan soal netralitas dalam pemilihan, jadi tidak dinilai di sini."),
    }
    return sentences[judgement.verdict]


def _local(overlay: catalogue.Overlay) -> str:
    place = full_name(overlay.region_id)
    return _("%(title)s, %(basis)s (%(place)s)") % {
        "title": overlay.title,
        "basis": overlay.reference,
        "place": place,
    }


def _cards(judgement: catalogue.Judgement, local: Mapping[str, str]) -> tuple[NormCard, ...]:
    confirmed = catalogue.confirmed_among(judged.norm for judged in judgement.norms)
    return tuple(
        _card(
            judged,
            judgement,
            grade_of(judged.norm.verification, is_confirmed=judged.norm.id in confirmed),
            local.get(judged.norm.id, ""),
        )
        for judged in judgement.norms
    )


def _card(judged: catalogue.JudgedNorm, judgement: catalogue.Judgement, grade: Grade, local: str) -> NormCard:
    touching = [conflict for conflict in judged.conflicts if conflict in judgement.touching]
    return NormCard(
        id=judged.norm.id,
        title=_titled(judged.norm),
        condition=judged.norm.condition,
        grade=grade,
        basis=tuple(Sure(_titled(choice.provision), grade_of(choice.link.verification)) for choice in judged.basis)
        or (Sure(judged.norm.reference, grade),),
        sanctions=tuple(_sanction(choice) for choice in judged.sanctions),
        handlers=tuple(
            _("%(handler)s. Yang memutus: %(decides)s.") % {"handler": _titled(each), "decides": each.decides}
            for each in judged.handlers(judgement.sent_on(this_day()))
        ),
        conflicts=tuple(conflict for conflict in touching if not conflict.is_general),
        general_conflicts=tuple(conflict for conflict in touching if conflict.is_general),
        local=local,
    )


def _sanction(choice: catalogue.SanctionChoice) -> Sure:
    forms = [_titled(sanction) for sanction in choice.sanctions]
    level = str(catalogue.level_name(choice.claim.level))
    text = level if forms in ([], [level]) else f"{level}: {_range(forms)}"
    # Whom it falls on, or which source says so: "untuk petahana".
    text = f"{text} ({choice.claim.note.rstrip('.')})" if choice.claim.note else text
    return Sure(text, grade_of(choice.claim.verification), choice.claim.conflict is not None)


def _range(forms: list[str]) -> str:
    """From the lightest to the heaviest."""
    if len(forms) == 1:
        return forms[0]
    return _("%(lightest)s sampai %(heaviest)s") % {"lightest": forms[0], "heaviest": forms[-1]}


def _example(judgement: catalogue.Judgement, facts: Mapping[str, str]) -> catalogue.Scenario | None:
    """A story with the same verdict in which nothing is otherwise than here."""
    if judgement.verdict in (Verdict.OUTSIDE, Verdict.DEPENDS):
        return None
    alike = (
        scenario
        for scenario in catalogue.scenarios(judgement.act)
        if scenario.expected is judgement.verdict and scenario.facts.items() <= facts.items()
    )
    return max(alike, key=lambda scenario: len(scenario.facts), default=None)


def _titled(row: catalogue.Titled) -> str:
    return row.title_en if english() else row.title
