"""Campaigns and pledges in a real database, sealed for real."""

import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from netral.apps.pledges import api
from netral.apps.pledges.actions import campaigns, letters, pledge_steps
from netral.apps.pledges.actions.pledge_steps import AttemptOutcome
from netral.apps.pledges.domain import MOST_TRIES, PledgeCounts, PledgeStatus
from netral.apps.pledges.links import link_of, token_of
from netral.apps.pledges.models import Campaign, Pledge
from netral.apps.pledges.queries import access_of, pledge_by_token, pledges_of
from netral.apps.pledges.tasks import send_links_of
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.links import digest_of
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import SYSTEM, holder_of_link
from netral.foundation.ledger.clock import at, now
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from netral.foundation.outreach.slips import slips_pdf
from netral.foundation.registry.import_steps import import_file
from netral.foundation.seals.actions.documents import NoSealKey
from netral.foundation.seals.domain import Verdict
from netral.foundation.seals.queries import pdf_of, verify_pdf
from tests.apps.pledges.conftest import confirmed, opened, pledge_of, sign
from tests.foundation.registry.files import AGUS, HOTMAN, SITI, csv_file
from tests.ground import Person

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")
WRONG = "198706012010012009"


def test_opening_invites_everybody_active_and_writes_to_those_with_an_address(
    campaign: Campaign, officer: Person
) -> None:
    with reading_as(officer.actor):
        assert {pledge.person.nip for pledge in pledges_of(campaign, officer.actor)} == {SITI[0], AGUS[0], HOTMAN[0]}
    send_links_of(campaign_id=str(campaign.pk))
    send_links_of(campaign_id=str(campaign.pk))
    notice = Notice.objects.get()
    assert notice.address == "siti@contoh.test"
    assert link_of(pledge_of(SITI[0]).pk) in notice.body


def test_a_campaign_is_not_opened_without_a_seal_key_and_invites_nobody(draft: Campaign, officer: Person) -> None:
    with reading_as(officer.actor), pytest.raises(NoSealKey):
        campaigns.open_campaign(campaign=draft, by=officer.actor)
    with elevated("the test looks at everything"):
        assert not Pledge.objects.exists()


def test_a_campaign_opens_once(campaign: Campaign, officer: Person) -> None:
    with reading_as(officer.actor), pytest.raises(StepRefused):
        campaigns.open_campaign(campaign=campaign, by=officer.actor)


def test_the_token_is_stored_nowhere_and_found_by_its_digest_alone(siti: Pledge) -> None:
    token = token_of(siti.pk)
    assert len(token) * 5 >= 128
    assert bytes(siti.token_digest) == digest_of(token)
    assert pledge_by_token(token) == siti
    assert pledge_by_token(token[:-1] + ("a" if token[-1] != "a" else "b")) is None
    assert pledge_by_token("") is None
    assert not Event.objects.filter(data__icontains=token).exists()


def test_signing_seals_a_document_that_programs_nobody_here_wrote_accept(siti: Pledge, tmp_path: Path) -> None:
    assert sign(confirmed(siti), SITI[0]) == AttemptOutcome.SIGNED
    signed = pledge_of(SITI[0])
    assert signed.status == PledgeStatus.SIGNED
    assert signed.document is not None
    pdf = pdf_of(signed.document)
    assert verify_pdf(pdf).verdict == Verdict.HOLDS
    assert verify_pdf(pdf.replace(b"%%EOF", b"%%EOX")).verdict != Verdict.HOLDS
    file = tmp_path / "ikrar.pdf"
    file.write_bytes(pdf)
    report = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in report
    assert "BKPSDM Kabupaten Bengkalis" in report
    words = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    for expected in (
        "Siti Aisyah",
        SITI[0],
        "Dinas Kesehatan",
        "7 Oktober 2024",
        "Menolak politik uang",
        signed.document.shown_code,
    ):
        assert expected in words


def test_what_anyone_may_read_by_the_code_shows_no_whole_number(siti: Pledge) -> None:
    sign(confirmed(siti), SITI[0])
    document = pledge_of(SITI[0]).document
    assert document is not None
    assert SITI[0] not in str(document.facts)
    assert "Siti Aisyah" in str(document.facts)


def test_nothing_is_signed_before_every_point_is_confirmed(siti: Pledge) -> None:
    pledge_steps.confirm_points(pledge=opened(siti), confirmed=["netral"], by=SYSTEM)
    with pytest.raises(StepRefused):
        sign(siti, SITI[0])
    with pytest.raises(StepRefused):
        sign(pledge_of(AGUS[0]), AGUS[0])


def test_five_wrong_numbers_pause_the_link_for_a_quarter_of_an_hour(siti: Pledge) -> None:
    confirmed(siti)
    outcomes = [sign(siti, WRONG) for _ in range(MOST_TRIES)]
    assert outcomes == [AttemptOutcome.WRONG] * (MOST_TRIES - 1) + [AttemptOutcome.PAUSED]
    assert sign(siti, SITI[0]) == AttemptOutcome.PAUSED
    assert pledge_of(SITI[0]).status == PledgeStatus.OPENED
    with at(now() + timedelta(minutes=15, seconds=1)):
        assert sign(siti, SITI[0]) == AttemptOutcome.SIGNED
    assert Event.objects.filter(kind="pledge.number_mistyped").count() == MOST_TRIES
    assert Event.objects.filter(kind="pledge.number_not_read").count() == 1


def test_a_pledge_is_signed_once_and_stays_signed(siti: Pledge) -> None:
    sign(confirmed(siti), SITI[0])
    by = holder_of_link(str(siti.pk))
    for again in (
        lambda: sign(siti, SITI[0]),
        lambda: pledge_steps.decline_pledge(pledge=siti, reason="x", by=by),
        lambda: pledge_steps.open_link(pledge=siti, by=by),
    ):
        with pytest.raises(StepRefused):
            again()


def test_declining_keeps_the_reason_and_may_be_thought_over(siti: Pledge) -> None:
    declined = pledge_steps.decline_pledge(pledge=opened(siti), reason="Saya belum yakin.", by=SYSTEM)
    assert (declined.status, declined.decline_reason) == (PledgeStatus.DECLINED, "Saya belum yakin.")
    with pytest.raises(StepRefused):
        opened(siti)
    again = pledge_steps.reconsider(pledge=siti, by=holder_of_link(str(siti.pk)))
    assert (again.status, again.decline_reason, again.confirmed) == (PledgeStatus.OPENED, "", [])
    assert sign(confirmed(siti), SITI[0]) == AttemptOutcome.SIGNED


@pytest.mark.parametrize("day", [datetime(2024, 9, 30, 23, 59, tzinfo=WIB), datetime(2024, 11, 1, 0, 1, tzinfo=WIB)])
def test_outside_its_days_a_campaign_takes_nothing(siti: Pledge, day: datetime) -> None:
    confirmed(siti)
    with at(day):
        assert access_of(siti.campaign) != "open"
        with pytest.raises(StepRefused):
            sign(siti, SITI[0])
    with at(datetime(2024, 10, 31, 23, 59, tzinfo=WIB)):
        assert sign(siti, SITI[0]) == AttemptOutcome.SIGNED


def test_a_closed_campaign_takes_nothing(siti: Pledge, officer: Person, campaign: Campaign) -> None:
    confirmed(siti)
    with reading_as(officer.actor):
        campaigns.close_campaign(campaign=campaign, by=officer.actor)
    with pytest.raises(StepRefused):
        sign(siti, SITI[0])


def test_reminders_go_to_those_who_have_not_answered_and_not_twice_a_day(campaign: Campaign, officer: Person) -> None:
    send_links_of(campaign_id=str(campaign.pk))
    with reading_as(officer.actor):
        assert letters.remind(campaign=campaign, by=officer.actor) == 1
        assert letters.remind(campaign=campaign, by=officer.actor) == 0
    send_links_of(campaign_id=str(campaign.pk))
    assert [notice.template for notice in Notice.objects.order_by("created_at")] == [
        "pledge_invitation",
        "pledge_reminder",
    ]
    sign(confirmed(pledge_of(SITI[0])), SITI[0])
    with at(now() + timedelta(days=1)), reading_as(officer.actor):
        assert letters.remind(campaign=campaign, by=officer.actor) == 0


def test_newcomers_are_invited_once(campaign: Campaign, officer: Person, tmp_path: Path) -> None:
    file = tmp_path / "baru.csv"
    newcomer = ("199505052019032004", "Dewi Lestari", "Dinas Pendidikan", "Guru", "dewi@contoh.test")
    file.write_bytes(csv_file(newcomer).read())
    import_file(file, Institution.objects.get(path="pemda.14.03"), officer.actor)
    with reading_as(officer.actor):
        assert campaigns.invite_newcomers(campaign=campaign, by=officer.actor) == 1
        assert campaigns.invite_newcomers(campaign=campaign, by=officer.actor) == 0


def test_slips_hold_the_links_of_those_without_an_address(campaign: Campaign, officer: Person, tmp_path: Path) -> None:
    unit = Institution.objects.get(path="pemda.14.03.opd_dinas_kesehatan")
    with reading_as(officer.actor):
        pledges = letters.print_slips(campaign=campaign, unit_id=unit.pk, by=officer.actor)
    assert [pledge.person.name for pledge in pledges] == ["Hotman Siregar"]
    file = tmp_path / "slip.pdf"
    file.write_bytes(slips_pdf(campaign, "Paling lambat %(day)s", pledges))
    words = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert "Hotman Siregar" in words
    assert "Paling lambat 31 Oktober 2024" in words
    assert token_of(pledges[0].pk) in words
    assert Event.objects.filter(kind="pledge.slips_printed").count() == 1


def test_coverage_counts_everybody_and_whoever_signed(siti: Pledge) -> None:
    sign(confirmed(siti), SITI[0])
    opened(pledge_of(AGUS[0]))
    assert api.coverage("14.03") == api.coverage("14") == PledgeCounts(invited=3, opened=1, signed=1, declined=0)
    assert api.coverage("33.74") == PledgeCounts()
