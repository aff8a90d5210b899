"""Sums of money as people in Indonesia write them."""

import pytest
from hypothesis import given, strategies as st

from netral.foundation.ui.fields import RupiahField, read_rupiah
from netral.foundation.ui.formats import rupiah
from netral.foundation.ui.forms import PageForm


class Sum(PageForm):
    """One sum."""

    jumlah = RupiahField(label="Jumlah")


class FreeSum(PageForm):
    """A sum that may be left out, or nought."""

    jumlah = RupiahField(label="Jumlah", required=False, least=0)


@pytest.mark.parametrize(
    "written",
    ["1.500.000", "1500000", "Rp1.500.000", "Rp 1.500.000,00", "rp. 1.500.000,-", " 1 500 000 ", "001500000"],
)
def test_a_sum_is_understood_as_it_is_written(written: str) -> None:
    form = Sum({"jumlah": written})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["jumlah"] == 1_500_000


@pytest.mark.parametrize(
    "written",
    ["1,5 juta", "1,500,000", "1.5", "1.50.000", "USD 100", "100 dolar", "-5000", "1e6", "Rp", "9" * 40, "٣٠٠"],
)
def test_what_is_no_sum_is_refused_with_an_example(written: str) -> None:
    form = Sum({"jumlah": written})
    assert "misalnya 1.500.000" in str(form.errors)
    assert f'value="{written}"' in str(form["jumlah"])


def test_nothing_and_nought_are_told_apart() -> None:
    assert "belum diisi" in str(Sum({"jumlah": ""}).errors)
    assert "paling sedikit Rp1" in str(Sum({"jumlah": "0"}).errors)
    for written, expected in (("", None), ("0", 0)):
        form = FreeSum({"jumlah": written})
        assert form.is_valid()
        assert form.cleaned_data["jumlah"] == expected


@given(st.integers(0, 10**15 - 1))
def test_what_is_written_is_read_again(amount: int) -> None:
    assert read_rupiah(rupiah(amount)) == amount


def test_a_sum_below_nought_has_its_sign_in_front() -> None:
    assert rupiah(-1500) == "−Rp1.500"
    assert rupiah(None) == ""
