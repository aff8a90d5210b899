"""The steps of asking and answering, each taken on the pages by whoever takes it."""

from datetime import date
from typing import Any

from netral.apps.guidance.links import token_of
from netral.apps.guidance.models import ConcernedUnit, PublishedAnswer
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import holder_of_link
from tests.journeys.cast import Cast
from tests.journeys.citizen import parts
from tests.journeys.visitor import Visitor
from tests.journeys.witness import recorded

ACT = "media-sosial"
DAY = date(2024, 10, 5)
OWN_WORDS = "Saya PPPK, hanya mengikuti akun pribadi calon bupati di Instagram untuk membaca programnya."
FOLLOWED = {"status": "pppk", "objek_akun": "calon", "tindakan_medsos": "mengikuti"}
QUESTION = "Bu Wulandari, bidan kami, mengikuti akun calon bupati dan tidak menyukai apa pun. Apakah itu melanggar?"
ASKED_OF_ALL = "Bolehkah pegawai mengikuti akun pribadi calon untuk membaca programnya?"
SHE_MAY = "Boleh, selama tidak menyukai, mengomentari, atau membagikan."
ASK_FIRST = "Jangan mengikuti akun calon sampai ada ketentuan tertulis. Bacalah program lewat laman penyelenggara."


def checked(**facts: str) -> Visitor:
    """Let a civil servant check herself, from her own words to the answer."""
    asn = Visitor()
    asn.open("selfcheck").fill({"kata": OWN_WORDS})
    asn.fill({"pilihan": ACT})
    while asked := asn.choices("fakta"):
        asn.fill({**parts("tanggal", DAY), "jawaban": facts[asked[0]]})
    if asn.choices("lain"):
        asn.fill(button="hal_lain", value="tidak-ada")
    return asn


def ask(office: Visitor, *units: str) -> Any:
    """Ask for guidance: the question, the act, what is known, and sending."""
    chosen = [str(row.pk) for row in Institution.objects.filter(path__in=[f"pemda.14.03.{unit}" for unit in units])]
    with recorded("guidance.started", office.actor):
        page = office.open("guidance_begin")
        page.fill({"question": QUESTION, **parts("act_date", DAY), "urgency": "normal", "units": chosen})
    office.fill({"act": ACT})
    office.fill({f"fakta-{code}": value for code, value in FOLLOWED.items()})
    with recorded("guidance.sent", office.actor):
        office.fill()
    return office.part("ident")


def draft(cast: Cast, request: Any, position: str, text: str) -> None:
    """Write the answer."""
    with recorded("guidance.drafted", cast.officer.actor):
        cast.officer.open("guidance_draft", request).fill({"position": position, "norms": "", "text": text})


def approve(cast: Cast, request: Any) -> None:
    """Approve the answer as the second person; what comes next is its publication."""
    with recorded("guidance.approved", cast.chair.actor):
        cast.chair.open("guidance_approve", request).fill()


def publish(cast: Cast, text: str, **decided: str) -> PublishedAnswer:
    """Publish the approved answer from the page in view."""
    with recorded("guidance.published", cast.chair.actor):
        cast.chair.fill({"question": ASKED_OF_ALL, "text": text, **decided})
    with elevated("the test knows what was published"):
        found: PublishedAnswer = PublishedAnswer.objects.select_related("institution").latest("published_at", "number")
        return found


def confirm(published: PublishedAnswer, unit: str) -> Visitor:
    """Let a unit confirm, by its personal link, that it read the answer."""
    with elevated("the test knows the link"):
        row = ConcernedUnit.objects.get(request__answer=published.answer_id, unit__path=f"pemda.14.03.{unit}")
    reader = Visitor()
    reader.open("guidance_read", token_of(row.pk))
    with recorded("guidance.read", holder_of_link(f"guidance-unit:{row.pk}")):
        reader.fill({"name": "Nirmala Rekaan", "office": "Kepala subbagian umum"})
    return reader
