"""The people of Bengkalis who lend and borrow, and a boat on its way between them."""

import io
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from netral.apps.support.actions.facilities import agree_loan, list_facility, offer_unasked
from netral.apps.support.actions.handovers import hand_over
from netral.apps.support.domain.facilities import Ware
from netral.apps.support.loan_inputs import FacilityInput, HandOverInput, LoanInput, OfferInput
from netral.apps.support.models import Facility, Loan
from netral.foundation.institutions.scopes import elevated
from tests.ground import Person, person

DAY = date(2024, 10, 7)
LAST = date(2024, 10, 10)


def treasurer(path: str = "bawaslu.14.03") -> Person:
    """Return somebody who borrows for a supervisor."""
    return person("treasurer", path)


def chair(path: str = "bawaslu.14.03") -> Person:
    """Return somebody who agrees for a supervisor."""
    return person("supervisor_member", path)


def officer(path: str = "pemda.14.03") -> Person:
    """Return somebody who lends for a government."""
    return person("grants_officer", path)


def boat(who: Person, mark: str = "KM-01", ware: Ware = Ware.BOAT) -> Facility:
    """Return a boat that a government lists."""
    with elevated("test"):
        return list_facility(inputs=FacilityInput(ware, f"Speedboat {mark}", mark, "Dermaga"), by=who.actor)


def wish(starts_on: date = DAY, ends_on: date = LAST, ware: Ware = Ware.BOAT, load: str = "") -> LoanInput:
    """Return what is asked for."""
    return LoanInput(ware, starts_on, ends_on, "Kecamatan Bantan", "Mengawasi pengiriman logistik", load)


def offered(who: Person, facility: Facility, starts_on: date = DAY, ends_on: date = LAST) -> Loan:
    """Return a loan that a government offers of itself."""
    with elevated("test"):
        inputs = wish(starts_on, ends_on, Ware(facility.ware))
        return offer_unasked(inputs=inputs, offer=OfferInput(facility, starts_on, ends_on), by=who.actor)


def agreed(giver: Person, agrees: Person, facility: Facility, starts_on: date = DAY, ends_on: date = LAST) -> Loan:
    """Return a loan that both sides agreed on."""
    with elevated("test"):
        return agree_loan(loan=offered(giver, facility, starts_on, ends_on), by=agrees.actor)


def out(giver: Person, agrees: Person, facility: Facility) -> Loan:
    """Return a loan whose facility was handed over on its first day."""
    loan = agreed(giver, agrees, facility)
    with elevated("test"):
        return hand_over(loan=loan, inputs=handed(), by=giver.actor)


def handed(day: date = DAY) -> HandOverInput:
    """Return a hand-over."""
    return HandOverInput(day, "Rekaan Pemberi", "Rekaan Penerima", "Baik, mesin menyala")


def fresh(loan: Loan) -> Loan:
    """Return a loan as it now stands."""
    with elevated("test"):
        return Loan.objects.get(pk=loan.pk)


def photo(name: str = "foto.jpg") -> SimpleUploadedFile:
    """Return a small real photo."""
    content = io.BytesIO()
    Image.new("RGB", (12, 12), (90, 20, 30)).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def parts(name: str, day: date) -> dict[str, Any]:
    """Return a day as a form sends it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
