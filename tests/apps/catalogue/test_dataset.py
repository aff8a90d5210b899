"""A data set that is wrong is refused, naming the file, the row and the field."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from netral.apps.catalogue.consistency import problems
from netral.apps.catalogue.dataset import CatalogueError, build_catalogue, read_catalogue, shipped, version_of

Documents = dict[str, Any]


def row(documents: Documents, file: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(r for r in documents[file] if name in (r.get("id"), r.get("code")))
    return found


def test_the_shipped_data_set_holds_together(documents: Documents) -> None:
    assert problems(build_catalogue(documents)) == ()


def test_the_version_is_that_of_the_content_and_not_of_its_order(documents: Documents) -> None:
    reordered = {name: documents[name] for name in sorted(documents, reverse=True)}

    assert version_of(reordered) == version_of(documents) == shipped().version
    row(documents, "norms", "A1")["title"] += "."
    assert version_of(documents) != shipped().version


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda d: row(d, "norms", "B6").pop("reference"), "norms.yaml, row B6, reference: Field required"),
        (lambda d: row(d, "norms", "B6").update(phase="kapan"), "norms.yaml, row B6, phase: Input should be"),
        (lambda d: row(d, "norms", "B6").update(titel="x"), "norms.yaml, row B6, titel: Unexpected keyword"),
        (
            lambda d: row(d, "norms", "B6")["sanctions"][0].update(level=3),
            "norms.yaml, row B6, sanctions.0.level: Input should be a valid string",
        ),
        (lambda d: row(d, "deadlines", "PK.LAPOR").update(unit="weeks"), "deadlines.yaml, row PK.LAPOR, unit:"),
        (lambda d: d["acts"].append("spanduk"), "acts.yaml, row 20, row: Input should be"),
        (lambda d: d["rules"][0].update(presumed="calon"), "rules, row alat-peraga, presumed: Input should be"),
        (lambda d: d.update(acts=None), "acts.yaml: Input should be"),
    ],
)
def test_a_field_that_cannot_be_read_is_named(
    documents: Documents, spoil: Callable[[Documents], object], message: str
) -> None:
    spoil(documents)

    with pytest.raises(CatalogueError) as refused:
        build_catalogue(documents)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda d: row(d, "norms", "B6").update(conflicts=["x"]), "norms.yaml, row B6, conflict: 'x' is not known"),
        (lambda d: d["rules"].pop(0), "acts.yaml, row alat-peraga: has no rules/alat-peraga.yaml"),
        (
            lambda d: d["rules"][0]["rules"][0]["norms"].append("x"),
            "rules/alat-peraga.yaml, row alat-peraga.1, norm: 'x' is not known",
        ),
        (lambda d: row(d, "norms", "E2").update(window_term="X"), "norms.yaml, row E2, term: 'X' is not known"),
        (
            lambda d: row(d, "norms", "B6")["sanctions"][0].update(level="x"),
            "norms.yaml, row B6, level: 'x' is not known",
        ),
        (lambda d: row(d, "norms", "B6")["routes"].append("x"), "norms.yaml, row B6, route: 'x' is not known"),
        (
            lambda d: row(d, "conflicts", "K1").update(sources=["S0"]),
            "conflicts.yaml, row K1, source: 'S0' is not known",
        ),
        (lambda d: row(d, "norms", "F2").update(condition=""), "norms.yaml, row F2, condition: is empty"),
        (
            lambda d: row(d, "norms", "C2").update(routes=[]),
            "norms.yaml, row C2, basis/routes: a forbidden act needs both",
        ),
        (
            lambda d: row(d, "norms", "B8")["sanctions"][0].pop("conflict"),
            "norms.yaml, row B8, sanctions: levels of one ladder that differ must carry the conflict they stand in",
        ),
        (lambda d: row(d, "norms", "F1").update(reference=" "), "norms.yaml, row F1, reference: is empty"),
        (
            lambda d: row(d, "deadlines", "GK.SIDIK").update(sources=[]),
            "deadlines.yaml, row GK.SIDIK, sources: a row that is secondary must name one",
        ),
        (
            lambda d: row(d, "handlers", "asn_etik").update(valid_to=date(2024, 8, 20)),
            "handlers.yaml, row asn_etik, valid_from/valid_to: gap 2024-08-21 to 2024-08-24",
        ),
        (
            lambda d: row(d, "deadlines", "PK.TAMBAHAN").update(extends="PK.X"),
            "deadlines.yaml, row PK.TAMBAHAN, term: 'PK.X' is not known",
        ),
    ],
)
def test_rows_that_do_not_hold_together_are_named(
    documents: Documents, spoil: Callable[[Documents], object], problem: str
) -> None:
    spoil(documents)

    assert problem in problems(build_catalogue(documents))


def test_a_folder_is_read_and_checked(documents: Documents, tmp_path: Path) -> None:
    row(documents, "norms", "B6")["conflicts"] = ["x"]
    rules = documents.pop("rules")
    (tmp_path / "rules").mkdir()
    for name, document in (*documents.items(), *((f"rules/{rows['act']}", rows) for rows in rules)):
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")

    with pytest.raises(CatalogueError, match="row B6, conflict: 'x' is not known"):
        read_catalogue(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"acts\.yaml: .*No such file"):
        read_catalogue(tmp_path)
