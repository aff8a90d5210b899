"""Advice follows the verdict and what is known, speaks to the one who reads it, and never undoes what was not done."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from netral.apps.catalogue import api
from netral.apps.catalogue.actions.rulesets import keep_rulesets
from netral.apps.catalogue.consistency import problems
from netral.apps.catalogue.dataset import build_catalogue, shipped, version_of
from netral.apps.catalogue.diffwords import in_words
from netral.apps.catalogue.editions.diff import ChangeKind, differences
from netral.apps.catalogue.editions.documents import plain
from netral.apps.catalogue.editions.overlays import check_overlay
from netral.apps.catalogue.judging.advice import ADVISED, silent_rows
from netral.apps.catalogue.judging.judge import Judgement, judge, whole_story
from netral.apps.catalogue.judging.rulebook import Rulebook
from netral.apps.catalogue.rows import NormPhase
from netral.apps.catalogue.rule_rows import AdviceRow
from netral.apps.guidance.selfcheck.assessment import Assessment
from netral.apps.guidance.selfcheck.view_models import answer_of
from netral.engines.rules.evaluation import Verdict
from netral.engines.rules.predicates import leaves, parse, truth_of
from netral.engines.rules.receipt import canonical
from netral.foundation.elections.domain import Phase
from netral.foundation.ledger.actors import SYSTEM
from tests.apps.catalogue.test_overlays import STRICTER

Documents = dict[str, Any]

DAY = date(2024, 10, 10)
BOOK = Rulebook(shipped())
NOTHING: Mapping[str, str] = {}
NEUTRAL = {"isi_arahan": "netral"}
ROWS = shipped().advice or ()
UNDOING = re.compile(
    r"\b(hapus|tarik|lapor|laporkan|batalkan|kembalikan|turunkan|cabut|lepas|hentikan|berhenti|luruskan|ralat"
    r"|beri tahu|serahkan|withdraw|delete|report|undo|return|take down|remove|stop|correction|tell)\b",
    re.IGNORECASE,
)
# What others did, of which the reader may be told to keep proof or to speak.
DONE_BY_OTHERS = {"disuruh", "orang_lain", "dicatut", "dimasukkan", "disebut"}


def judged(act: str, facts: Mapping[str, str] = NOTHING, book: Rulebook = BOOK) -> Judgement:
    return judge(book, act, whole_story(book, {"status": "pns", **facts}), DAY, NormPhase.AFTER)


def with_rows(*rows: AdviceRow) -> Rulebook:
    return Rulebook(replace(shipped(), advice=rows))


def row(suffix: str, verdict: Verdict = Verdict.CLEAR, when: dict[str, Any] | None = None) -> AdviceRow:
    return AdviceRow(id=suffix, act="pengerahan", verdict=verdict, advice=suffix, advice_en=f"{suffix} en", when=when)


def test_a_neutral_call_to_vote_is_encouraged_and_nothing_is_to_be_withdrawn() -> None:
    judgement = judged("pengerahan", NEUTRAL)
    assert judgement.verdict is Verdict.CLEAR
    assert judgement.advice == "Silakan teruskan. Ajak orang memakai hak pilihnya, tanpa menyebut calon."


@pytest.mark.parametrize(
    ("act", "facts", "verdict", "words"),
    [
        ("pengerahan", {"peran_arahan": "disuruh", "menuruti": "mengajak"}, "melanggar", "Jangan teruskan perintah"),
        ("pengerahan", {"peran_arahan": "menyuruh"}, "melanggar", "tarik kembali"),
        ("pengerahan", {"peran_arahan": "disuruh", "menuruti": "menolak"}, "tidak", "Penolakan Anda sudah tepat"),
        ("uang-barang", {"arah_pemberian": "memberi", "kaitan_calon": "ya"}, "melanggar", "Jangan memberi"),
        (
            "uang-barang",
            {"arah_pemberian": "menerima", "kaitan_calon": "ya", "pemakaian": "dibagikan"},
            "melanggar",
            "Kembalikan kepada pemberinya",
        ),
        ("foto-unggah", {"diunggah": "ya", "simbol": "pose"}, "melanggar", "turunkan sekarang"),
        ("foto-unggah", {"diunggah": "tidak", "simbol": "tidak"}, "tidak", "Cukup simpan foto itu"),
        (
            "narasumber",
            {"penyelenggara": "partai", "surat_tugas": "ya", "atribut": "tidak"},
            "tidak",
            "bawa surat tugas",
        ),
        ("hak-pilih", {"kegiatan_pemilih": "memilih"}, "tidak", "Silakan memilih sesuai hati"),
        ("keluarga-calon", {"hubungan": "keluarga_lain", "kegiatan_keluarga": "aktif"}, "melanggar", "untuk keluarga"),
        (
            "keluarga-calon",
            {"hubungan": "pasangan", "kegiatan_keluarga": "mendampingi", "cltn": "tidak"},
            "melanggar",
            "Ajukan cuti",
        ),
        ("maju-calon", {"langkah_maju": "mendekati", "kedudukan": "aktif"}, "melanggar", "selama masih aktif"),
        ("pengerahan", {}, "tergantung", "Cari tahu dahulu"),
    ],
)
def test_advice_fits_the_verdict_and_what_was_told(act: str, facts: dict[str, str], verdict: str, words: str) -> None:
    judgement = judged(act, facts)
    assert judgement.verdict == verdict
    assert words in judgement.advice


def test_the_first_row_that_fits_is_given_and_an_unknown_fact_fits_nothing() -> None:
    book = with_rows(
        row("disuruh", Verdict.VIOLATION, {"peran_arahan": "disuruh"}),
        row("calon", Verdict.VIOLATION, {"isi_arahan": "calon"}),
        row("selain", Verdict.DEPENDS, {"not": {"peran_arahan": "disuruh"}}),
        row("dasar", Verdict.DEPENDS),
    )
    passed_on = {"peran_arahan": "disuruh", "menuruti": "mengajak"}
    assert judged("pengerahan", passed_on, book).advice == "disuruh"
    assert judged("pengerahan", {"peran_arahan": "menyuruh"}, book).advice == "calon"
    # Nobody said who gave the order: neither that it was somebody else nor that it was not.
    assert judged("pengerahan", NOTHING, book).advice == "dasar"


def test_a_condition_is_true_false_or_unknown_by_what_is_known() -> None:
    condition = parse({"a": ["1", "2"], "not": {"b": "1"}})
    assert truth_of(condition, {"a": "2", "b": "0"}) is True
    assert truth_of(condition, {"b": "1"}) is False
    assert truth_of(condition, {"a": "1"}) is None


@pytest.mark.parametrize("act", BOOK.acts)
def test_every_verdict_has_advice_for_both_readers_in_both_languages(act: str) -> None:
    judgement = judged(act)
    for verdict in ADVISED:
        case = replace(judgement, facts=(), judged=judgement.judged._replace(verdict=verdict))
        said = {case.advice_for(other=other, english=english) for other in (False, True) for english in (False, True)}
        assert len(said) == 4, verdict
        assert all(said), verdict


def test_the_texts_are_short_and_plain() -> None:
    for each in ROWS:
        for text in (each.advice, each.advice_en):
            sentences = re.split(r"(?<=\.)\s+", text.strip())
            assert len(sentences) <= 3, each.id
            assert all(sentence.endswith(".") and len(sentence.split()) <= 18 for sentence in sentences), each.id
        words = set(re.findall(r"\w+", each.advice.lower()))
        assert not words & {"dapat", "tersebut", "dimaksud", "melakukan", "terhadap", "identitas"}, each.id


def test_whoever_broke_nothing_is_not_told_to_undo_or_to_report() -> None:
    own = [each for each in ROWS if each.verdict is Verdict.CLEAR and not _values_read(each) & DONE_BY_OTHERS]
    assert len(own) > len(BOOK.acts)
    assert {each.id: found for each in own if (found := UNDOING.findall(each.advice + each.advice_en))} == {}


def _values_read(row: AdviceRow) -> set[str]:
    return {value for leaf in leaves(parse(row.when)) for value in leaf.values} if row.when else set()


@pytest.mark.parametrize("verdict", ADVISED)
def test_who_tells_of_somebody_else_is_not_told_what_the_doer_should_do(verdict: Verdict) -> None:
    for act in BOOK.acts:
        judgement = judged(act)
        judgement = replace(judgement, judged=judgement.judged._replace(verdict=verdict))
        told = judgement.advice_for(other=True)
        assert "menuduh" in told, (act, told)
        assert not re.search(r"\b(hapus|tarik|turunkan|hentikan|Bila sudah)\b", told), (act, told)


def test_nothing_is_advised_outside_the_scope() -> None:
    outside = judge(BOOK, api.OUTSIDE_ACT, (), DAY, NormPhase.AFTER)
    assert (outside.advice, outside.advice_for(other=True, english=True)) == ("", "")


def test_advice_comes_in_the_language_of_the_reader() -> None:
    judgement = judged("pengerahan", NEUTRAL)
    assert api.advice_for(judgement) == judgement.advice
    with override("en"):
        assert api.advice_for(judgement).startswith("Go ahead.")
        assert api.advice_for(judgement, other=True).startswith("Do not accuse")


@pytest.mark.django_db
def test_the_answer_of_the_self_check_advises_in_the_language_of_the_reader() -> None:
    assessment = Assessment(api.judge("hak-pilih", {"kegiatan_pemilih": "memilih"}, DAY, phase=Phase.CAMPAIGN), DAY)
    assert answer_of(assessment).advice.startswith("Silakan memilih")
    with override("en"):
        assert answer_of(assessment).advice.startswith("Vote as you see fit.")


def test_every_shipped_row_is_given_to_somebody() -> None:
    assert silent_rows(BOOK) == ()
    never = row("tidak-mungkin", Verdict.CLEAR, {"isi_arahan": "calon", "peran_arahan": "menyuruh", "status": "pns"})
    assert silent_rows(with_rows(never, row("dasar"))) == (
        "advice.yaml, row tidak-mungkin: the act never comes to tidak under `when`",
    )


def spoilt(documents: Documents, row_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in documents["advice"] if row["id"] == row_id)
    return found


def moved(documents: Documents, row_id: str) -> None:
    row = spoilt(documents, row_id)
    documents["advice"].remove(row)
    documents["advice"].append(row)


def added(documents: Documents, **fields: Any) -> None:
    whole = {"id": "x", "act": "pengerahan", "verdict": "tidak", "advice": "A.", "advice_en": "A."}
    documents["advice"].insert(0, {**whole, **fields})


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (
            lambda d: d["advice"].remove(spoilt(d, "pengerahan.tidak")),
            "advice.yaml: pengerahan, tidak has no advice without `when` for the doer",
        ),
        (
            lambda d: d["advice"].remove(spoilt(d, "semua.tidak.orang-lain")),
            "advice.yaml: uang-barang, tidak has no advice without `when` for the other",
        ),
        (
            lambda d: d.update(advice=[]),
            "advice.yaml: hak-pilih, melanggar has no advice without `when` for the doer",
        ),
        (
            lambda d: moved(d, "pengerahan.tidak.netral"),
            "advice.yaml, row pengerahan.tidak.netral: can never be shown, the rows before it fit whenever it does",
        ),
        (
            lambda d: added(d, when={"peran_arahan": ["disuruh", "menyuruh"]}),
            "advice.yaml, row pengerahan.tidak.menolak: can never be shown, the rows before it fit whenever it does",
        ),
        (
            lambda d: added(d, when={"isi_arahan": "netral", "not": {"isi_arahan": "netral"}}),
            "advice.yaml, row x: can never be shown, the rows before it fit whenever it does",
        ),
        (
            lambda d: added(d, when={"arahan": "x"}),
            "advice.yaml, row x, when: no rule of the act reads the fact 'arahan'",
        ),
        (
            lambda d: added(d, when={"diunggah": "ya"}),
            "advice.yaml, row x, when: no rule of the act reads the fact 'diunggah'",
        ),
        (lambda d: added(d, when={"isi_arahan": "x"}), "advice.yaml, row x, when: isi_arahan cannot be 'x'"),
        (lambda d: added(d, when={}), "advice.yaml, row x, when: expected a mapping"),
        (lambda d: added(d, advice=" "), "advice.yaml, row x, advice: is empty"),
        (lambda d: added(d, id="pengerahan.tidak"), "advice.yaml, row pengerahan.tidak: the id is taken"),
        (lambda d: added(d, act="spanduk"), "advice.yaml, row x, act: 'spanduk' is not an act that is judged"),
        (lambda d: added(d, act="*"), "advice.yaml, row x, act: advice for the doer is written act by act"),
        (
            lambda d: added(d, verdict="luar-cakupan"),
            "advice.yaml, row x, verdict: nothing is advised where the verdict is luar-cakupan",
        ),
    ],
)
def test_advice_with_gaps_or_rows_nobody_sees_is_refused(
    documents: Documents, spoil: Callable[[Documents], object], problem: str
) -> None:
    spoil(documents)
    assert any(found.startswith(problem) for found in problems(build_catalogue(documents)))


@pytest.fixture
def earlier(documents: Documents) -> Documents:
    """The documents of a data set published before advice had rows of its own."""
    del documents["advice"]
    return documents


def test_an_earlier_data_set_falls_back_to_the_advice_of_the_act(earlier: Documents) -> None:
    old = build_catalogue(earlier)
    assert (old.advice, problems(old)) == (None, ())
    judgement = judged("pengerahan", NEUTRAL, Rulebook(old))
    assert judgement.advice == Rulebook(old).of("pengerahan").advice
    assert judgement.advice_for(english=True) == Rulebook(old).of("pengerahan").advice_en
    assert judgement.advice_for(other=True) == ""
    assert canonical({**judgement.receipt(), "ruleset": ""}) == canonical(
        {**judged("pengerahan", NEUTRAL).receipt(), "ruleset": ""}
    )


def test_a_region_may_add_to_an_earlier_data_set_and_to_this_one(documents: Documents) -> None:
    check_overlay(documents, [], STRICTER)
    del documents["advice"]
    check_overlay(documents, [], STRICTER)


def test_new_advice_is_told_among_the_changes_of_an_edition(documents: Documents) -> None:
    before = plain(documents)
    spoilt(documents, "pengerahan.tidak.netral")["advice"] = "Teruskan."
    (change,) = differences(before, documents)
    assert (change.kind, change.section, change.key) == (ChangeKind.CHANGED, "advice", "pengerahan.tidak.netral")
    ((_heading, (line,)),) = in_words((change,))
    assert line.fields[0].after == "Teruskan."

    del before["advice"]
    kinds = [change.kind for change in differences(before, documents)]
    assert kinds == [ChangeKind.ADDED] * len(ROWS)


@pytest.mark.django_db
def test_a_receipt_of_an_earlier_data_set_is_judged_again_byte_for_byte(earlier: Documents) -> None:
    keep_rulesets(documents=[plain(earlier)], by=SYSTEM)
    old = build_catalogue(plain(earlier))
    receipt = judged("pengerahan", {"peran_arahan": "menyuruh"}, Rulebook(old)).receipt()
    assert receipt["ruleset"] == version_of(earlier) != shipped().version
    again = api.replay(receipt)
    assert canonical(again.receipt()) == canonical(receipt)
    assert again.advice == Rulebook(old).of("pengerahan").advice
