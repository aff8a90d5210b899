"""A pledge campaign, and the civil servants who sign by their personal links."""

from datetime import datetime, timedelta

from django.urls import reverse

from netral.apps.pledges.actions import pledge_steps
from netral.apps.pledges.links import token_of
from netral.apps.pledges.models import Campaign, Pledge
from netral.demo.browser import Browser, dated
from netral.demo.cast.people import BENGKALIS, browser_of
from netral.demo.chapter import WIB, Bars, do_waiting_jobs
from netral.foundation.institutions.queries import government_of, units_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import holder_of_link
from netral.foundation.registry.fiction import Chance

OPENS = datetime(2024, 9, 17, 8, 0, tzinfo=WIB)
CLOSES = datetime(2024, 11, 26, 8, 0, tzinfo=WIB)
# So many sign through their pages, as everybody would; the others by the same actions, which is quicker.
THROUGH_PAGES = 8
DECLINING = 3
# Heads who sign before the officer calls staff.
HEADS = 4
PACT_SIGNERS = 5
CALLS_STAFF = OPENS + timedelta(hours=1, minutes=30)
PACT = OPENS + timedelta(days=1)
SEED = 42


def pledge(bars: Bars, amount: int) -> None:
    """Open a campaign for everyone on the roster, and let some of them sign."""
    campaign = _opened_campaign()
    with elevated("the demo hands out the links that the letters carry"):
        invited = Pledge.objects.filter(campaign=campaign).select_related("person", "campaign")
        everyone = list(invited.order_by("person__nip"))
    _call_in_turns(campaign, [each for each in everyone if each.is_head])
    staff = [each for each in everyone if not each.is_head]
    signers = Chance(SEED).sample(staff, min(amount, len(staff)))
    for number, each in enumerate(bars.over("Ikrar ditandatangani dan disegel", signers, len(signers))):
        with clock.at(OPENS + timedelta(hours=2, minutes=number)):
            if number < THROUGH_PAGES:
                _sign_through_pages(each)
            elif number < THROUGH_PAGES + DECLINING:
                _decline(each, objects=number == THROUGH_PAGES)
            else:
                _sign(each)
    if signers:
        _think_again(signers[0])
    _pact()


def _opened_campaign() -> Campaign:
    officer = browser_of("kepegawaian")
    with clock.at(OPENS):
        officer.open("campaign_create").fill(
            {
                "judul": "Ikrar netralitas Pilkada 2024",
                **dated("mulai", OPENS),
                **dated("selesai", CLOSES),
                "kepala_dulu": True,
                "ingatkan": [7, 1],
            }
        )
        campaign = officer.part("ident")
        officer.fill(to=reverse("campaign_open", args=[campaign]))
        # The first thousands are invited on the page, the others by a job.
        do_waiting_jobs()
    with elevated("the demo hands out the links that the letters carry"):
        return Campaign.objects.get(pk=campaign)


def _sign_through_pages(each: Pledge) -> None:
    phone = Browser().open("pledge_points", token_of(each.pk))
    phone.fill({point.code: True for point in each.campaign.text.points})
    phone.fill({"nip": each.person.nip})


def _call_in_turns(campaign: Campaign, heads: list[Pledge]) -> None:
    with clock.at(OPENS + timedelta(hours=1)):
        for head in heads[:HEADS]:
            _sign(head)
    with elevated("the demo looks whether heads have all answered"):
        campaign.refresh_from_db()
    if campaign.staff_called_at is None:
        with clock.at(CALLS_STAFF):
            board = browser_of("kepegawaian").open("campaign", campaign.pk)
            board.fill(to=reverse("campaign_call_staff", args=[campaign.pk]))


def _decline(each: Pledge, *, objects: bool) -> None:
    phone = Browser().open("pledge_decline", token_of(each.pk))
    if objects:
        words = "Akun media sosial saya dikelola bersama keluarga."
        phone.fill({"apa": "butir", "keberatan": ["media_sosial"], "alasan": words})
    else:
        phone.fill({"alasan": "Saya sedang mengajukan pengunduran diri."})


def _think_again(each: Pledge) -> None:
    """Withdraw a pledge with its reason, and give it again with a document of its own."""
    token = token_of(each.pk)
    with clock.at(OPENS + timedelta(days=2)):
        phone = Browser().open("pledge_withdraw", token)
        phone.fill({"alasan": "Saya menandatangani sebelum membaca butir kedua.", "nip": each.person.nip})
        phone.fill(to=reverse("pledge_reconsider", args=[token]))
        phone.fill({point.code: True for point in each.campaign.text.points})
        phone.fill({"nip": each.person.nip})


def _pact() -> None:
    """Let one unit sign an integrity pact, too."""
    officer = browser_of("kepegawaian")
    with clock.at(PACT):
        officer.open("campaign_create").fill(
            {
                "judul": "Pakta integritas satu unit kerja",
                "naskah": "pakta_integritas:1",
                "siapa": "tertentu",
                **dated("mulai", PACT),
                **dated("selesai", CLOSES),
            }
        )
        campaign = officer.part("ident")
        unit = units_of(government_of(BENGKALIS)).first()
        officer.fill({"unit": [unit.pk] if unit else []}, button="")
        officer.fill(to=reverse("campaign_open", args=[campaign]))
        do_waiting_jobs()
        with elevated("the demo hands out the links that the letters carry"):
            rows = Pledge.objects.filter(campaign=campaign).select_related("person", "campaign").order_by("person__nip")
            some = list(rows[:PACT_SIGNERS])
        for each in some:
            _sign(each)


def _sign(each: Pledge) -> None:
    by = holder_of_link(str(each.pk))
    pledge_steps.open_link(pledge=each, by=by)
    pledge_steps.confirm_points(pledge=each, confirmed=[point.code for point in each.campaign.text.points], by=by)
    pledge_steps.sign_pledge(pledge=each, nip=each.person.nip, by=by)
