"""What anybody sees: the pages, and the same figures as open data."""

import csv
import io
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from netral.apps.cases.models import Case, CasePerson
from netral.apps.openness.domain.figures import STAGES
from netral.apps.reports.models import Report
from netral.apps.sanctions.models import Recommendation
from netral.foundation.institutions.scopes import elevated
from tests.apps.sanctions.followup import FollowUp

pytestmark = pytest.mark.django_db
PAGES = ["/angka/", "/angka/14/", "/angka/14.03/", "/angka/14/?tahap=registered", "/angka/definisi/"]
FILES = [f"/angka/{code}.{kind}" for code in ("indonesia", "14", "14.03") for kind in ("csv", "json", "xlsx")]


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return unescape(body(response).decode())


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def records(code: str) -> list[dict[str, str]]:
    text = body(Client().get(f"/angka/{code}.csv")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def document(code: str) -> dict[str, Any]:
    found: dict[str, Any] = Client().get(f"/angka/{code}.json").json()
    return found


def row_of(html: str, label: str) -> str:
    rows = re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    return words(next(row for row in rows if label in row and "numeric" in row and "#" in row))


def test_a_regency_shows_cases_and_persons_apart(story: FollowUp) -> None:
    html = page("/angka/14.03/")
    assert re.search(r"Perkara diregister\s+2\s+perkara\s+6\s+terlapor", row_of(html, "Perkara diregister"))
    assert re.search(r"Melanggar netralitas\s+2\s+perkara\s+6\s+terbukti", row_of(html, "Melanggar netralitas"))
    assert re.search(r"Rekomendasi dikirim\s+2\s+perkara\s+6", row_of(html, "Rekomendasi dikirim"))
    assert re.search(r"Sanksi dijalankan\s+1\s+perkara\s+kurang dari 3", row_of(html, "Sanksi dijalankan"))
    assert "Tiap daerah" not in html


def test_a_figure_leads_to_its_definition_and_to_its_regions(story: FollowUp) -> None:
    html = page("/angka/14/")
    assert 'href="/angka/definisi/#registered"' in html
    assert 'href="/angka/14/?tahap=registered#daerah"' in html
    shown = page("/angka/14/?tahap=registered")
    assert "Perkara diregister, tiap daerah" in shown
    assert "Kabupaten Bengkalis" in shown
    defined = page("/angka/definisi/")
    assert [stage.code for stage in STAGES if f'id="{stage.code}"' not in defined] == []


def test_the_page_says_until_when_its_figures_run(story: FollowUp) -> None:
    assert re.search(r"Angka sampai \d+ Oktober 2024 pukul [\d.]+ WIB", words(page("/angka/14.03/")))


def test_a_region_without_reports_says_so(ground: None) -> None:
    assert "Belum ada laporan di daerah ini." in page("/angka/33.74/")


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_nothing_public_names_a_person_a_report_or_a_case(address: str, story: FollowUp) -> None:
    response = Client().get(address)
    if address.endswith("xlsx"):
        sheet = load_workbook(io.BytesIO(body(response))).active
        assert sheet is not None
        text = str([list(line) for line in sheet.iter_rows(values_only=True)])
    else:
        text = unescape(body(response).decode())
    with elevated("test"):
        secrets = {
            *Report.objects.values_list("number", flat=True),
            *Report.objects.values_list("account", flat=True),
            *Case.objects.exclude(number="").values_list("number", flat=True),
            *CasePerson.objects.values_list("name", flat=True),
            *CasePerson.objects.values_list("unit", flat=True),
            *Recommendation.objects.values_list("number", flat=True),
        }
    assert len(secrets) > 15
    assert [secret for secret in secrets if secret in text] == []


def test_open_data_says_what_the_page_says(story: FollowUp) -> None:
    html = page("/angka/14.03/")
    told = {row["measure"]: row for row in records("14.03")}
    figures = document("14.03")["regions"][0]["figures"]
    for label, measure in (("Perkara diregister", "registered"), ("Sanksi dijalankan", "carried_out")):
        shown = row_of(html, label)
        for name in (measure, f"{measure}.persons"):
            assert told[name]["text"] in shown
            assert figures[name]["text"] == told[name]["text"]
            assert told[name]["value"] == ("" if figures[name]["value"] is None else str(figures[name]["value"]))
            assert told[name]["mark"] == figures[name]["mark"]


def test_a_withheld_count_has_no_value_in_any_file(story: FollowUp) -> None:
    assert document("indonesia")["regions"][0]["figures"]["carried_out.persons"] == {
        "unit": "person",
        "value": None,
        "mark": "small",
        "text": "kurang dari 3",
    }
    row = next(row for row in records("14") if (row["region_code"], row["measure"]) == ("14.03", "carried_out.persons"))
    assert (row["value"], row["mark"], row["text"]) == ("", "small", "kurang dari 3")
    downloaded = body(Client().get("/angka/14/?tahap=carried_out&unduh=csv")).decode("utf-8-sig")
    assert "Kabupaten Bengkalis,1,kurang dari 3" in downloaded


def test_open_data_carries_its_moment_definitions_and_licence(story: FollowUp) -> None:
    told = document("indonesia")
    assert told["as_of"].endswith("+00:00")
    assert told["definitions"] == "http://testserver/angka/definisi/"
    assert told["licence"]["name"] == "CC BY 4.0"
    assert [region["code"] for region in told["regions"]] == [None, "14", "33"]
    assert {row["definitions"] for row in records("indonesia")} == {told["definitions"]}
    assert Client().get("/angka/14.json").headers["Access-Control-Allow-Origin"] == "*"


def test_open_data_reads_the_same_in_every_language(story: FollowUp) -> None:
    client = Client()
    client.cookies["django_language"] = "en"
    assert client.get("/angka/14.03.json").json()["regions"] == document("14.03")["regions"]


@pytest.mark.parametrize("sought", ["bengkalis", "selat baru"])
def test_a_search_leads_to_the_regency(sought: str, ground: None) -> None:
    response = Client().get("/angka/", {"daerah": sought})
    assert response.headers["Location"] == "/angka/14.03/"


def test_a_search_without_a_match_says_what_to_do(ground: None) -> None:
    assert "Periksa ejaannya" in page("/angka/?daerah=zzzz")


@pytest.mark.parametrize(
    "address", ["/angka/99/", "/angka/14.03.02/", "/angka/14.03.xml", "/angka/99.csv", "/angka/x/"]
)
def test_what_is_no_province_or_regency_is_not_found(address: str, ground: None) -> None:
    assert Client().get(address).status_code == 404


def test_the_first_visit_leads_to_the_figures(ground: None) -> None:
    assert f'href="{reverse("openness_country")}"' in page("/")


def test_an_empty_search_says_what_to_type(ground: None) -> None:
    html = page("/angka/?daerah=")
    assert 'href="#id_daerah"' in html
    assert "Nama daerah belum diisi" in html


def test_the_order_of_the_regions_does_not_tell_withheld_counts(story: FollowUp) -> None:
    html = page("/angka/")
    assert "urut=registered" in html
    assert "urut=carried_out_orang" not in html


def test_a_first_visit_is_light(story: FollowUp) -> None:
    assert len(Client().get("/angka/").content) < 60_000
