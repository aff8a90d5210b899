"""Certificates: whose name they bear, for which round and edition, how often, and through whose link."""

import re
from datetime import UTC, datetime

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.learning import events
from netral.apps.learning.actions import quiz_attempts
from netral.apps.learning.links import token_of
from netral.apps.learning.models import Invitation, Round
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import holder_of_link
from netral.foundation.ledger.clock import at
from netral.foundation.ledger.models import Event
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import verify_pdf
from tests.apps.learning.conftest import attempts_of, invitation_of, take_quiz
from tests.foundation.registry.files import AGUS, HOTMAN, SITI
from tests.ground import Person

pytestmark = pytest.mark.django_db
NEXT_STAGE = datetime(2024, 11, 25, 3, 0, tzinfo=UTC)


def address(invitation: Invitation) -> str:
    return reverse("learning_certificate", args=[token_of(invitation.pk)])


def words_of(pdf: bytes) -> str:
    """Return what stands on the pages of a PDF, in one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return " ".join(re.sub(r"[\r\n]+", " ", pages).split())


def passed(nip: str) -> Invitation:
    invitation = invitation_of(nip)
    take_quiz(Client(), invitation, token_of(invitation.pk))
    return invitation


def test_a_certificate_names_its_holder_her_round_and_what_it_holds_for(round_: Round) -> None:
    for nip, name, unit, *_more in (SITI, AGUS, HOTMAN):
        invitation = passed(nip)
        words = words_of(Client().get(address(invitation)).content)
        (attempt,) = attempts_of(invitation)
        wanted = (name, unit, round_.title, round_.government.name, round_.institution.name, attempt.catalogue[:12])
        for each in (*wanted, "7 Oktober 2024", "8 jawaban benar dari 8 soal", "bukan izin untuk perbuatan apa pun"):
            assert each in words, each
        others = {SITI[1], AGUS[1], HOTMAN[1]} - {name}
        assert not [other for other in (*others, nip) if other in words]


def test_a_changed_certificate_is_told_from_the_real_one(round_: Round) -> None:
    pdf = Client().get(address(passed(SITI[0]))).content
    assert verify_pdf(pdf).tone == "good"
    middle = len(pdf) // 3
    assert verify_pdf(pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :]).tone != "good"


def test_a_certificate_is_sealed_once_and_for_a_pass_alone(round_: Round) -> None:
    siti, agus, phone = passed(SITI[0]), invitation_of(AGUS[0]), Client()
    assert len({phone.get(address(siti)).content for _time in range(3)}) == 1
    assert phone.post(address(siti)).status_code == 405
    take_quiz(phone, agus, token_of(agus.pk), right=False)
    refused = phone.get(address(agus))
    assert (refused.status_code, refused["Location"]) == (302, reverse("learning_start", args=[token_of(agus.pk)]))
    with pytest.raises(StepRefused, match="setelah kuis lulus"):
        quiz_attempts.issue_certificate(attempt=attempts_of(agus)[0], by=holder_of_link(str(agus.pk)))
    with elevated("the test looks at everything"):
        assert SealedDocument.objects.filter(kind=quiz_attempts.DOCUMENT_KIND).count() == 1
    assert Event.objects.filter(kind=events.CERTIFICATE_ISSUED.code).count() == 1
    assert Event.objects.filter(kind=events.CERTIFICATE_TAKEN.code).count() == 2


def test_only_her_own_link_opens_a_certificate(round_: Round, officer: Person) -> None:
    siti, agus = passed(SITI[0]), passed(AGUS[0])
    mine, other = (Client().get(address(each)).content for each in (siti, agus))
    # A browser in which another's link was opened before gets what the link says, not what it remembers.
    phone = Client()
    phone.get(reverse("learning_start", args=[token_of(agus.pk)]))
    assert phone.get(address(siti)).content == mine != other
    token = token_of(siti.pk)
    for wrong in (token[:-1] + ("a" if token[-1] != "a" else "b"), "a" * len(token), str(siti.pk)):
        for reader in (phone, officer.client):
            assert reader.get(f"/belajar/{wrong}/sertifikat/").status_code == 404, wrong


def test_the_next_stage_has_its_own_certificate_and_the_first_stays_true(round_: Round) -> None:
    siti = passed(SITI[0])
    first = Client().get(address(siti)).content
    with at(NEXT_STAGE):
        assert Client().get(address(siti)).status_code == 302
        second = Client().get(address(passed(SITI[0]))).content
        assert {verify_pdf(each).tone for each in (first, second)} == {"good"}
    assert "masa kampanye" in words_of(first)
    assert "Masa tenang" in words_of(second)
    assert len({each.document_id for each in attempts_of(siti)}) == 2
