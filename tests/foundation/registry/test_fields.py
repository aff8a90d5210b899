"""A NIP as people type or paste it into a form."""

import pytest
from django import forms

from netral.apps.learning.forms import AttendForm
from netral.apps.pledges.domain import same_number
from netral.apps.pledges.forms import NumberForm, WithdrawForm
from netral.foundation.ceremonies.forms import CeremonyForm
from netral.foundation.ledger.clock import now
from netral.foundation.registry.fields import NipField

NIP = "198706012010012001"
PASTED = [
    "19870601 201001 2 001",
    "\u202a198706012010012001\u202c",
    "19870601\u2011201001\u20112\u2011001",
    "NIP. 19870601\u00a0201001\u00a02\u00a0001",
    "nip:\u200e198706\u00ad012010012001\u2060",
    '="198706012010012001"',
    "'198706012010012001",
    "\uff11\uff19870601201001\uff12001",
]


@pytest.mark.parametrize("written", PASTED, ids=range(len(PASTED)))
def test_what_is_around_the_digits_does_not_count(written: str) -> None:
    assert NipField().clean(written) == NIP
    assert same_number(NipField().clean(written), NIP)


@pytest.mark.parametrize("written", ["19870601201001200", "19870601201001200O", "1987060120100120011", "1.98706E+17"])
def test_what_is_no_nip_is_refused_with_its_reason(written: str) -> None:
    with pytest.raises(forms.ValidationError, match="NIP"):
        NipField().clean(written)


def test_nothing_is_nothing_where_nothing_is_needed() -> None:
    assert NipField(required=False).clean(" \u200b") == ""


def test_every_form_that_asks_for_a_nip_has_this_field() -> None:
    today = now().date()
    shown: list[forms.Form] = [NumberForm(), WithdrawForm(), AttendForm(today=today), CeremonyForm(today=today)]
    fields = [field for form in shown for name, field in form.fields.items() if "nip" in name]
    assert len(fields) >= 5
    assert all(isinstance(field, NipField) for field in fields)
