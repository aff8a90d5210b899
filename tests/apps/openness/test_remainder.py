"""What a page and a file say of few people, in the places where a forgotten case would show them."""

import json
from datetime import UTC, datetime

import pytest

from netral.apps.openness.domain.disclosure import ROOT
from netral.apps.openness.domain.figures import INVITED, SIGNED, WITHOUT_REGENCY, Picture, picture_of
from netral.apps.openness.opendata import Source, document, lines
from netral.apps.openness.queries import Place
from netral.apps.openness.view_models import groups, parent_of, person_bars, pledged, with_remainder

LEAST = 3
REST = f"14{WITHOUT_REGENCY}"
MOMENT = Source(datetime(2024, 10, 7, 3, 12, tzinfo=UTC), "https://netral.example.go.id/angka/definisi/")
# Two people outside every regency, among many: what the printed sums give away must go too.
WAY = {"recommended": 1, "recommended.persons": 2, "carried_out": 1, "carried_out.persons": 1}
MANY = {"recommended": 20, "recommended.persons": 40, "carried_out": 15, "carried_out.persons": 31}


@pytest.fixture
def picture() -> Picture:
    """Return figures of a province with an office of its own, and of two regencies."""
    return picture_of(
        {
            "14": {**WAY, INVITED: 2, SIGNED: 1},
            "14.03": {**MANY, INVITED: 500, SIGNED: 400},
            "14.08": {**MANY, INVITED: 300, SIGNED: 100},
            "33.74": {**MANY, INVITED: 90, SIGNED: 90},
        },
        LEAST,
    )


def test_what_lies_in_no_regency_stands_last_and_only_where_there_is_some(picture: Picture) -> None:
    below = [Place("14.03", "Bengkalis", "regency"), Place("14.08", "Siak", "regency")]
    assert [place.code for place in with_remainder(picture, "14", below)] == ["14.03", "14.08", REST]
    assert [place.code for place in with_remainder(picture, "33", [])] == []
    assert [place.code for place in with_remainder(picture, ROOT, [Place("14", "Riau", "province")])] == ["14"]
    assert parent_of(Place(REST, "", "")) == "14"
    assert parent_of(Place("14", "", "")) == ROOT


def test_few_people_outside_every_regency_are_not_told_by_page_bars_or_pledges(picture: Picture) -> None:
    place = Place(REST, "Tingkat provinsi", "")
    shown = {line.code: line.persons for _heading, stages in groups(picture, place, breakdown=False) for line in stages}
    assert (shown["recommended"], shown["carried_out"]) == ("kurang dari 3", "kurang dari 3")
    assert not any(isinstance(value, int) and value for _label, value in person_bars(picture, place))
    told = pledged(picture, place)
    assert told is not None
    assert (told.invited, told.signed, told.share) == ("kurang dari 3", "kurang dari 3", None)
    assert pledged(picture, Place("99", "Tidak ada", "")) is None


def test_a_regency_beside_them_is_withheld_so_that_nobody_can_subtract(picture: Picture) -> None:
    for measure in ("recommended.persons", "carried_out.persons", INVITED, SIGNED):
        parts = [picture.figure(code, measure).value for code in ("14", "14.03", "14.08")]
        assert parts.count(None) >= 1, measure
        assert picture.figure(REST, measure).value is None


def test_no_file_carries_a_small_number_or_a_share_that_tells_it(picture: Picture) -> None:
    places = [Place(code, code, "") for code in ("14", "14.03", "14.08", REST)]
    data = json.loads(json.dumps(document(picture, places, MOMENT)))
    figures = {region["code"]: region["figures"] for region in data["regions"]}
    for measure in ("recommended.persons", "carried_out.persons", INVITED, SIGNED):
        assert figures[REST][measure] == {"unit": "person", "value": None, "mark": "small", "text": "kurang dari 3"}
    for share in ("follow_up.share", "pledged.share"):
        assert (figures[REST][share]["value"], figures[REST][share]["mark"]) == (None, "none")
    rows = {(row[0], row[2]): row for row in lines(picture, places, MOMENT)}
    assert {(code, measure) for code, measure in rows} == {(code, name) for code in figures for name in figures[code]}
    for (code, measure), row in rows.items():
        told = figures[code][measure]
        assert row[3:7] == [told["unit"], told["value"], told["mark"], told["text"]]
        # A share tells its parts: where one is withheld there is none.
        if measure == "follow_up.share" and None in (
            figures[code]["recommended.persons"]["value"],
            figures[code]["carried_out.persons"]["value"],
        ):
            assert told["value"] is None
