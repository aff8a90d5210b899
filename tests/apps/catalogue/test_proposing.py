"""From a sentence to acts and facts, with the weights that are shipped."""

from pathlib import Path

import pytest

from netral.apps.catalogue.proposing.encoder import (
    ENCODER_WEIGHTS,
    SecondOpinion,
    encoder_manifest,
    encoder_weights_digest,
    shipped_encoder_weights,
)
from netral.apps.catalogue.proposing.encoder_training import encoder_settings_digest
from netral.apps.catalogue.proposing.language import LanguageError, build_lexicon, shipped_cues, shipped_lexicon
from netral.apps.catalogue.proposing.proposer import Proposer, propose, shipped_words
from netral.apps.catalogue.proposing.sentences import (
    SentencesError,
    fingerprint,
    foreign_texts,
    read_sentences,
    training_sentences,
)
from netral.apps.catalogue.proposing.trained import load, manifest, settings_digest, weights_digests, weights_size
from netral.apps.catalogue.proposing.training import SETTINGS

SENTENCES = training_sentences()
MOST_BYTES = 4_000_000
# Without the optional second opinion, which an installation may or may not have.
CLASSICAL = shipped_words(load())
# None is trained on. What is spread decides, not the spreading; what was done decides, not the clothes and things.
KINDS = [
    ("ikut nyebar brosur paslon", "tim-kampanye"),
    ("semalem ngedarin leaflet cawabup ke warung2", "tim-kampanye"),
    ("saya tidak mau waktu diajak nyebar brosur calon", "tim-kampanye"),
    ("pensiunan guru keliling nyebar selebaran paslon 3", "tim-kampanye"),
    ("menyebar pesan dukungan", "media-sosial"),
    ("istri camat nyebarin ajakan coblos nomor 4 di grup PKK", "media-sosial"),
    ("menyebar selebaran yang bilang calon itu koruptor", "hoaks-sara"),
    ("nempel pamflet calon di tembok gang", "alat-peraga"),
    ("pak sekda nyebar brosur dirinya sendiri, mau nyalon gubernur", "maju-calon"),
    ("nyebar undangan rapat wali murid", "luar-cakupan"),
    ("lurah nyuruh kader posyandu nyebarin brosur calon", "pengerahan"),
    ("ikut kampanye paslon, baju warna biru", "hadir-kampanye"),
    ("mahasiswa pake jas almamater hadir di deklarasi cagub", "hadir-kampanye"),
    ("pose bareng paslon, baju warna biru, diunggah temen", "foto-unggah"),
    ("ke TPS pake kaos biru polos, nyoblos terus pulang", "hak-pilih"),
    ("menerima baju batik dari calon bupati", "uang-barang"),
    ("besok seragam korpri atau baju putih ya", "luar-cakupan"),
    ("mobil saya ikut iring-iringan cagub, saya yang nyetir", "hadir-kampanye"),
    ("ngumpulin foto ktp warga buat calon independen lewat grup wa", "dukungan-ktp"),
    ("kades maksa warga nyumbang uang buat paslon", "pengerahan"),
]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("saya like postingan calon bupati di ig", "media-sosial"),
        ("sy pasang spanduk paslon di pagar rmh", "alat-peraga"),
        ("aku ngeterke bojoku kampanye, dheweke nyalon bupati", "keluarga-calon"),
        ("mobil dinas dipinjam buat kampanye", "fasilitas-negara"),
        ("gaji ke 13 kapan cair", "luar-cakupan"),
        ("boleh ga nyoblos di tps lain", "hak-pilih"),
    ],
)
def test_plain_sentences_are_understood(text: str, act: str) -> None:
    proposal = propose(text)
    assert proposal.refused == ""
    assert proposal.acts[0].code == act
    assert len(proposal.acts) == 3
    assert 1.0 >= proposal.acts[0].score >= proposal.acts[1].score >= proposal.acts[2].score >= 0.0


@pytest.mark.parametrize(("text", "act"), KINDS)
def test_a_word_of_one_act_does_not_pull_a_sentence_about_another(text: str, act: str) -> None:
    assert text not in {sentence.text for sentence in SENTENCES}
    assert CLASSICAL.propose(text).acts[0].code == act


def test_facts_name_their_cue() -> None:
    found = {fact.code: fact for fact in propose("sy guru p3k, ngelike foto cabup").facts}
    assert (found["status"].value, found["status"].cue) == ("pppk", "guru p3k")


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("", "kosong"),
        ("?!", "kosong"),
        ("saya " * 500, "terlalu-panjang"),
        ("saya\x00", "bukan-teks"),
        ("I would like to know what the weather will be like", "bahasa-lain"),
        ("Waar kan ik mijn nieuwe paspoort ophalen", "bahasa-lain"),
        ("我昨天在网上点赞了", "bahasa-lain"),
        ("for (int i = 0; i < size; i++) { return null; }", "bahasa-lain"),
        ("sdfkjh wqeiuy zxcmnb", "bahasa-lain"),
        ("hello there", "bahasa-lain"),
        ("where can I vote", "bahasa-lain"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, refused: str) -> None:
    proposal = propose(text)
    assert (proposal.refused, proposal.acts, proposal.facts) == (refused, (), ())


@pytest.mark.parametrize(
    "text",
    ["baju warna biru", "mobil dinas", "netralitas ASN", "dana desa", "kampanye akbar", "serangan fajar subuh tadi"],
)
def test_a_few_plain_words_are_read(text: str) -> None:
    assert propose(text).refused == ""


def test_hardly_a_sentence_is_refused_by_mistake() -> None:
    refused = [sentence.text for sentence in SENTENCES if propose(sentence.text).refused]
    assert len(refused) <= 0.005 * len(SENTENCES)


def test_the_weights_are_those_of_the_sentences_words_and_settings() -> None:
    written = manifest()
    stale = "train anew: `netral text train`"
    assert written["sentences"] == {"number": len(SENTENCES), "sha256": fingerprint(SENTENCES, foreign_texts())}, stale
    assert written["settings"] == {"sha256": settings_digest(SETTINGS)}, stale
    assert written["weights"] == weights_digests(), stale
    assert weights_size() <= MOST_BYTES


def test_the_second_opinions_weights_are_those_of_the_same_sentences_and_settings() -> None:
    written, stale = encoder_manifest(), "train anew: `netral text train --encoder`"
    assert written["sentences"] == manifest()["sentences"], stale
    assert written["settings"] == {"sha256": encoder_settings_digest()}, stale
    assert written["weights"] == {ENCODER_WEIGHTS: encoder_weights_digest()}, stale
    assert tuple(shipped_encoder_weights().labels) == CLASSICAL.trained.model.labels


def test_a_second_opinion_can_turn_a_doubtful_proposal() -> None:
    weights = shipped_encoder_weights()
    text, act = "boleh tidak ya kalau begitu", "hak-pilih"
    place = list(weights.labels).index(act)
    towards = weights.centre + weights.linear[:, place]
    both = shipped_words(CLASSICAL.trained, SecondOpinion(lambda _: towards, weights))

    def score(proposer: Proposer) -> float:
        return next((each.score for each in proposer.propose(text).acts if each.code == act), 0.0)

    assert score(both) > score(CLASSICAL)


def test_every_cue_compiles() -> None:
    assert shipped_cues().values
    assert shipped_lexicon().translate("cabup") == ("calon", "bupati")


def test_a_spelling_stands_for_one_thing() -> None:
    with pytest.raises(LanguageError, match="sy"):
        build_lexicon({"words": {"a": {"saya": ["sy"]}, "b": {"suaminya": ["sy"]}}, "loans": []})


def test_files_of_sentences_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("act\ttext\n")
    with pytest.raises(SentencesError, match=r"x\.tsv"):
        read_sentences(path)
    path.write_text("act\talt\tverdict\tform\tvoice\ttext\nmedia-sosial\tno text\n")
    with pytest.raises(SentencesError, match="line 2"):
        read_sentences(path)
