"""`netral check`: one sentence or a file of them, in JSON for programs and in Indonesian for people."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from netral.apps.catalogue.actions.editions import adopt_edition, publish_edition
from netral.apps.catalogue.dataset import shipped, shipped_documents
from netral.cli.main import app
from netral.config.cluster.location import DATABASE_VARIABLE
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now

LIKED = "saya like postingan calon bupati di instagram"
KEYS = ["acts", "verdict", "norms", "questions", "advice", "receipt"]


# What is said where nothing else was part of it.
CLOSED = ("--fact", "hal_lain=tidak-ada")
VOTED = {"kegiatan_pemilih": "memilih", "hal_lain": "tidak-ada"}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["check", *arguments])


def told(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def lines_of(place: Path, *rows: str | bytes, day: str = "2024-10-10") -> list[dict[str, Any]]:
    place.write_bytes(b"".join((row.encode() if isinstance(row, str) else row) + b"\n" for row in rows))
    result = run("--file", str(place), "--on", day, "--json")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_sentence_gets_a_verdict_and_everything_it_stands_on() -> None:
    found = told(LIKED, "--on", "2024-10-10")
    assert list(found) == KEYS
    assert next(act["id"] for act in found["acts"]) == "media-sosial"
    assert len(found["acts"]) == 3
    assert found["verdict"] == "melanggar"
    norm = found["norms"][0]
    assert norm["id"] == "B6"
    assert norm["basis"]
    assert norm["sanction"].startswith("berat")
    assert "BKN" in norm["handler"]
    assert found["questions"] == []
    assert found["advice"]
    assert found["receipt"]["on"] == "2024-10-10"
    assert LIKED not in json.dumps(found["receipt"])


def test_the_day_named_decides_the_norms() -> None:
    assert told(LIKED, "--on", "2024-07-01")["norms"][0]["id"] == "A4"


def test_words_that_disagree_with_the_day_are_noted() -> None:
    found = told("saya like postingan bakal calon bupati", "--on", "2024-10-10")
    assert found["norms"][0]["id"] == "B6"
    assert "2024" in found["notes"][0]
    assert "bakal calon" in found["notes"][0]


def test_what_is_missing_is_asked_with_its_answers() -> None:
    found = told("saya datang ke kampanye", "--act", "hadir-kampanye", "--on", "2024-10-10")
    assert found["verdict"] == "tergantung"
    assert 1 <= len(found["questions"]) <= 3
    question = found["questions"][0]
    assert question["text"]
    assert all(isinstance(value, str) for value in question["options"])
    assert len(question["labels"]) == len(question["options"])
    for answer in (question["options"][0], question["labels"][0].upper()):
        again = told(
            "saya datang ke kampanye", "--act", "hadir-kampanye", "--on", "2024-10-10",
            "--fact", f"{question['fact']}={answer}",
        )  # fmt: skip
        stated = {"code": question["fact"], "value": question["options"][0], "source": "user"}
        assert stated in again["receipt"]["facts"]


def test_a_norm_without_provisions_stands_on_its_own_reference() -> None:
    facts = ("--fact", "langkah_maju=mendekati", "--fact", "kedudukan=cltn", "--fact", "status=pns", *CLOSED)
    on_leave = told("saya daftar ke partai", "--act", "maju-calon", "--on", "2024-08-01", *facts)
    assert on_leave["verdict"] == "tidak"
    assert [norm["id"] for norm in on_leave["norms"]] == ["F4"]
    voting = told(
        "saya mencoblos di TPS",
        "--act",
        "hak-pilih",
        "--on",
        "2024-11-27",
        "--fact",
        "kegiatan_pemilih=memilih",
        *CLOSED,
    )
    assert voting["norms"]
    assert all(norm["basis"] and all(norm["basis"]) for norm in (*on_leave["norms"], *voting["norms"]))


def test_unpaid_leave_clears_civil_servants_alone() -> None:
    facts = ("--fact", "langkah_maju=mendekati", "--fact", "kedudukan=cltn", "--fact", "status=PPPK")
    assert told("saya daftar ke partai", "--act", "maju-calon", "--on", "2024-08-01", *facts)["verdict"] == "melanggar"


def test_facts_told_decide_and_say_who_told_them() -> None:
    facts = ("--fact", "cara_hadir=mendukung", "--fact", "status=pppk")
    found = told("saya datang ke kampanye", "--act", "hadir-kampanye", "--on", "2024-10-10", *facts)
    assert found["verdict"] == "melanggar"
    assert {"code": "cara_hadir", "value": "mendukung", "source": "user"} in found["receipt"]["facts"]


def test_a_fact_nobody_knows_is_not_asked_again() -> None:
    found = told("saya datang ke kampanye", "--act", "hadir-kampanye", "--on", "2024-10-10", "--fact", "cara_hadir=")
    assert "cara_hadir" not in [question["fact"] for question in found["questions"]]
    assert found["receipt"]["declined"] == ["cara_hadir"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "kosong"),
        ("   ", "kosong"),
        ("kata " * 20_000, "terlalu-panjang"),
        ("\x00\x01\x02\udcff", "bukan-teks"),
        ("The quick brown fox jumps over the lazy dog near the river", "bahasa-lain"),
    ],
)
def test_what_is_no_indonesian_text_gets_a_reason_and_no_verdict(text: str, reason: str) -> None:
    for more in ((), ("--act", "media-sosial", "--fact", "objek_akun=penyelenggara")):
        found = told(text, "--on", "2024-10-10", *more)
        assert (found["verdict"], found["reason"], found["norms"]) == ("luar-cakupan", reason, [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((LIKED, "--act", "tidak-ada"), "unknown act"),
        ((LIKED, "--fact", "tidak_ada=ya"), "unknown fact"),
        ((LIKED, "--fact", "status=raja"), "cannot be 'raja'"),
        ((LIKED, "--fact", "status"), "write KEY=VALUE"),
        ((LIKED, "--on", "2024-13-01"), "--on"),
        ((), "Give one of the two"),
        ((LIKED, "--file", __file__), "Give one of the two"),
        (("--file", __file__), "add --json"),
        (("--file", "/nowhere/at/all", "--json"), "--file"),
    ],
)
def test_what_cannot_be_checked_ends_with_two_and_says_why(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr


def test_a_file_is_answered_line_by_line_and_goes_on_after_an_error(tmp_path: Path) -> None:
    rows: list[str | bytes] = [
        json.dumps({"text": LIKED}),
        "no json",
        "",
        json.dumps({"text": 5}),
        b'{"text": "\xff"}',
        json.dumps({"text": "saya mencoblos di TPS", "act": "hak-pilih", "facts": VOTED}),
        json.dumps({"text": LIKED, "act": "tidak-ada"}),
        json.dumps({"text": LIKED, "facts": {"status": "raja"}}),
        json.dumps({"text": ""}),
        json.dumps({"text": LIKED, "act": "\ud800"}),
    ]
    found = lines_of(tmp_path / "sentences.jsonl", *rows)
    errors = [list(row) == ["error"] for row in found]
    assert errors == [False, True, True, True, True, False, True, True, False, True]
    assert found[1]["error"].startswith("Baris 2: bukan JSON.")
    assert found[3]["error"].startswith("Baris 4: tidak ada teksnya.")
    assert found[7]["error"].startswith("Baris 8: status tidak bisa 'raja'.")
    assert [row.get("verdict") for row in found if "error" not in row] == ["melanggar", "tidak", "luar-cakupan"]


def test_people_read_indonesian() -> None:
    result = run(LIKED, "--on", "2024-10-10")
    assert result.exit_code == 0
    for words in ("MELANGGAR", "Aturan", "belum diverifikasi", "Saran"):
        assert words in result.stdout
    assert "Tulisannya kosong." in run("").stdout
    assert "Masih perlu diketahui" in run("saya datang ke kampanye", "--act", "hadir-kampanye").stdout


def test_no_database_and_no_django_apps_are_needed() -> None:
    program = (
        "import sys; from netral.cli.main import app; app(['check', 'saya like postingan calon', '--on', '2024-10-10',"
        " '--json'], standalone_mode=False); sys.exit('psycopg' in sys.modules or 'django.db.models' in sys.modules)"
    )
    environment = {**os.environ, DATABASE_VARIABLE: "no_such_database"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    ended = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["verdict"] == "melanggar"


@pytest.mark.django_db
def test_the_adopted_edition_judges_when_it_is_asked_for() -> None:
    documents = shipped_documents()
    next(row for row in documents["norms"] if row["id"] == "B6")["note"] = "Terbitan baru."
    edition = publish_edition(documents=documents, title="Baru", notes="", by=SYSTEM)
    adopt_edition(edition=edition, effective_at=now(), reason="Pleno.", by=SYSTEM)

    by_default, adopted = told(LIKED, "--on", "2024-10-10"), told(LIKED, "--on", "2024-10-10", "--adopted")
    assert by_default["receipt"]["ruleset"] == shipped().version
    assert adopted["receipt"]["ruleset"] == edition.ruleset.version != shipped().version
    assert adopted["verdict"] == by_default["verdict"] == "melanggar"
    listed = CliRunner().invoke(app, ["deadlines", "list", "--adopted", "--json"])
    assert listed.exit_code == 0, listed.output
    assert json.loads(listed.stdout)


def test_advice_speaks_to_who_tells_of_somebody_else() -> None:
    own = told(LIKED, "--on", "2024-10-10")
    other = told(LIKED, "--on", "2024-10-10", "--fact", "pelaku=orang_lain", "--fact", "status=pns")
    assert own["verdict"] == other["verdict"] == "melanggar"
    assert own["advice"] != other["advice"]
    assert run(LIKED, "--fact", "pelaku=raja").exit_code == 2
