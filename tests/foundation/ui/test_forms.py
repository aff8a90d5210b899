"""Forms: every kind of field, its errors, and nothing typed lost."""

import contextlib
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, strategies as st

from netral.foundation.ui.fields import EARLIEST, LATEST, DateField, DateTimeField, Radios, read_date, read_time
from netral.foundation.ui.forms import FoundRadios, PageForm, SearchInput
from tests.foundation.ui.conftest import Page
from tests.foundation.ui.gallery import ReportForm

Draw = Callable[..., str]


class Day(PageForm):
    """One date."""

    day = DateField(label="Hari")


class Chosen(PageForm):
    """A number that another page gave."""

    number = forms.UUIDField(label="Nomor")


def day_form(*parts: str) -> Day:
    return Day(dict(zip(("day_day", "day_month", "day_year"), parts, strict=False)))


@pytest.mark.parametrize("month", ["10", "Oktober", "okt", "OCT", "october"])
def test_a_month_is_a_number_or_a_name(month: str) -> None:
    form = day_form("21", month, "2024")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == date(2024, 10, 21)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("31", "2", "2024"), "Tanggal itu tidak ada. Periksa tanggal, bulan, dan tahunnya."),
        (("21", "Oktember", "2024"), None),
        (("21", "foo", "2024"), "Tanggal itu tidak ada. Periksa tanggal, bulan, dan tahunnya."),
        (("21", "10", "24"), "Tahun harus empat angka, misalnya 2024."),
        (("", "10", ""), "Tanggal belum lengkap: isi tanggal dan tahun."),
        (("", "", ""), "“Hari” belum diisi."),
    ],
)
def test_a_wrong_date_says_what_is_wrong(parts: tuple[str, ...], message: str | None) -> None:
    assert day_form(*parts).errors.get("day", [None])[0] == message


def test_what_is_no_text_is_seen_as_it_is_written() -> None:
    ident = uuid4()
    form = Chosen({"number": str(ident)})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["number"] == ident


@given(st.dates(min_value=EARLIEST, max_value=LATEST))
def test_every_date_is_read_as_typed(day: date) -> None:
    assert read_date([str(day.day), str(day.month), str(day.year)]) == day


@pytest.mark.parametrize("year", ["1899", "2101", "9999"])
def test_a_year_that_makes_no_sense_is_refused(year: str) -> None:
    with pytest.raises(ValidationError, match="tidak masuk akal"):
        read_date(["1", "12", year])


@given(st.lists(st.text(max_size=6), min_size=3, max_size=3).filter(any))
def test_any_typing_is_a_date_or_a_message(parts: list[str]) -> None:
    with contextlib.suppress(ValidationError):
        assert read_date(parts).year >= 1


@given(st.times())
def test_every_time_is_read_as_typed(moment: time) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert read_time(f"{moment:%H.%M}") == read_time(f"{moment:%H:%M}") == read_time(f"{moment:%H%M}") == minute


@pytest.mark.parametrize("text", ["", "25.00", "pagi", "9"])
def test_a_wrong_time_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        read_time(text)


def test_a_moment_is_read_in_its_zone(draw: Draw) -> None:
    class Seen(PageForm):
        at = DateTimeField(label="Waktu", zone="Asia/Makassar")

    form = Seen({"at_day": "21", "at_month": "10", "at_year": "2024", "at_time": "9.30"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"] == datetime(2024, 10, 21, 9, 30, tzinfo=ZoneInfo("Asia/Makassar"))

    moved = Seen(initial={"at": form.cleaned_data["at"]})
    field = moved.fields["at"]
    assert isinstance(field, DateTimeField)
    field.set_zone("Asia/Jayapura")
    html = draw("{% field form.at %}", form=moved)
    assert Page(html).all("input", name="at_time", value="10.30")
    assert "WIT<" in html
    untouched = Seen().fields["at"]
    assert isinstance(untouched, DateTimeField)
    assert untouched.zone_label == "WITA"


def filled(**changes: Any) -> dict[str, Any]:
    data = {
        "subject": 'Camat "senam" bersama <calon>',
        "story": "Pagi di lapangan",
        "office": "b",
        "happened_day": "31",
        "happened_month": "Februari",
        "happened_year": "2024",
        "known": "ya",
        "proof": ["foto", "surat"],
    }
    return data | changes


def test_nothing_typed_is_lost(draw: Draw) -> None:
    form = ReportForm(filled())
    assert not form.is_valid()
    page = Page(draw("{% fields form %}", form=form))
    assert page.all("input", name="subject", value='Camat "senam" bersama <calon>')
    assert page.all("input", name="happened_day", value="31")
    assert page.all("input", name="happened_month", value="Februari")
    assert page.all("option", value="b", selected="")
    assert page.all("input", name="known", value="ya", checked="")
    assert len([box for box in page.all("input", name="proof") if "checked" in box]) == 2


def test_errors_are_linked_to_their_fields(draw: Draw) -> None:
    form = ReportForm(filled(subject=""))
    form.add_error(None, "Laporan serupa sudah ada.")
    html = draw("{% error_summary form %}{% fields form %}", form=form)
    page = Page(html)
    targets = [link["href"][1:] for link in page.all("a") if link.get("href", "").startswith("#")]
    assert targets == ["id_subject", "id_happened_0", "id_secret", "id_honest"]
    assert set(targets) <= set(page.ids())
    assert "Laporan serupa sudah ada." in html
    assert "“Apa yang Anda lihat?” belum diisi." in html
    subject = page.all("input", id="id_subject")[0]
    assert subject["aria-invalid"] == "true"
    assert set(subject["aria-describedby"].split()) == {"id_subject-petunjuk", "id_subject-salah"}


def test_ids_are_unique_and_every_reference_exists(draw: Draw) -> None:
    page = Page(draw("{% error_summary form %}{% fields form %}", form=ReportForm(filled())))
    ids = page.ids()
    assert len(ids) == len(set(ids))
    named = {ref for _tag, attrs in page.elements for ref in attrs.get("aria-describedby", "").split()}
    named |= {attrs["for"] for attrs in page.all("label")}
    assert named <= set(ids)


def test_a_form_not_yet_sent_or_without_errors_has_no_summary(draw: Draw) -> None:
    assert draw("{% error_summary form %}{% error_prefix form %}", form=ReportForm()) == ""
    assert draw("{% error_prefix form %}", form=ReportForm({})) == "Ada kesalahan: "


def test_formsets_and_several_forms_share_a_summary(draw: Draw) -> None:
    formset = forms.formset_factory(Day, min_num=2, validate_min=True, extra=0)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-day_day": "1"}
    )
    html = draw("{% error_summary one many %}", one=Day({}), many=formset)
    assert html.count("<li>") == 3
    assert 'href="#id_form-0-day_0"' in html


def test_the_browser_neither_cuts_nor_demands(draw: Draw) -> None:
    page = Page(draw("{% fields form %}", form=ReportForm()))
    assert not [attrs for _tag, attrs in page.elements if "required" in attrs]
    assert "maxlength" not in page.all("textarea")[0]
    assert "id_story-info" in page.all("textarea")[0]["aria-describedby"]


def test_a_password_is_never_sent_back(draw: Draw) -> None:
    assert "rahasia" not in draw("{% field form.secret %}", form=ReportForm({"secret": "rahasia"}))


def test_a_file_field_asks_for_a_file(draw: Draw) -> None:
    form = ReportForm({}, {"photo": SimpleUploadedFile("a.jpg", b"x")})
    assert Page(draw("{% field form.photo %}", form=form)).all("input", type="file", name="photo", id="id_photo")


def test_options_change_how_a_field_is_shown(draw: Draw) -> None:
    html = draw(
        "{% field form.subject label='Judul' hint='Pendek' size='l' heading=True width='10' prefix='Rp' %}"
        "{% field form.known inline=True heading=True %}",
        form=ReportForm(),
    )
    page = Page(html)
    assert len(page.all("h1")) == 2
    assert "govuk-input--width-10" in html
    assert "govuk-radios--inline" in html
    assert ">Rp<" in html
    assert "Judul" in html
    assert "Satu kalimat cukup." not in html


def test_what_is_found_by_a_search_is_never_called_optional(draw: Draw) -> None:
    class Found(PageForm):
        cari = forms.CharField(label="Cari", required=False, widget=SearchInput)
        desa = forms.ChoiceField(label="Desa", required=False, widget=FoundRadios, choices=[("a", "A")])
        rt = forms.CharField(label="RT", required=False)

    html = draw("{% fields form %}", form=Found())
    assert html.count("boleh dikosongkan") == 1
    assert 'RT <span class="ui-optional">(boleh dikosongkan)</span>' in html


@pytest.mark.parametrize(
    ("many", "chosen", "folds", "is_open"), [(10, 0, 1, 0), (10, 5, 1, 1), (10, 9, 1, 0), (6, 0, 0, 0)]
)
def test_a_long_list_folds_and_shows_what_is_chosen(
    draw: Draw, many: int, chosen: int, folds: int, is_open: int
) -> None:
    class Many(PageForm):
        pick = forms.ChoiceField(choices=[(str(n), f"Nomor {n}") for n in range(many)], widget=Radios())

    page = Page(draw("{% field form.pick fold=3 %}", form=Many(initial={"pick": str(chosen)})))
    assert len(page.all("input", type="radio")) == many
    assert (len(page.all("details")), len(page.all("details", open=""))) == (folds, is_open)


def test_hidden_fields_stay_hidden(draw: Draw) -> None:
    class Step(PageForm):
        step = forms.CharField(widget=forms.HiddenInput)

    assert draw("{% field form.step %}", form=Step(initial={"step": "2"})).startswith('<input type="hidden"')


def test_own_words_for_a_missing_answer_are_kept() -> None:
    class Own(PageForm):
        name = forms.CharField(error_messages={"required": "Tulis nama Anda."})

    assert Own({}).errors["name"] == ["Tulis nama Anda."]


class Reason(PageForm):
    """A page that asks for a reason."""

    alasan = forms.CharField(label="Alasan")


@pytest.mark.parametrize("value", ["\u200b   ", "\u2060\u00ad", "\u200e\u0301"], ids=["space", "joiner", "mark"])
def test_an_answer_of_which_nothing_is_seen_is_none(value: str) -> None:
    form = Reason({"alasan": value})
    assert not form.is_valid()
    assert form.errors["alasan"] == ["“Alasan” belum diisi."]
