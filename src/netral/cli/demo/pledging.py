"""Third chapter: a pledge campaign, and the civil servants who sign by their personal links."""

from datetime import datetime, timedelta

from django.urls import reverse

from netral.apps.pledges.actions import signing
from netral.apps.pledges.links import token_of
from netral.apps.pledges.models import Campaign, Pledge
from netral.cli.demo.browser import Browser
from netral.cli.demo.citizens import WIB
from netral.cli.demo.people import browser_of
from netral.cli.demo.progress import Bars
from netral.cli.demo.supervisors import dated
from netral.foundation.institutions.scoping import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import holder_of_link
from netral.foundation.registry.fiction import Chance

OPENS = datetime(2024, 9, 17, 8, 0, tzinfo=WIB)
CLOSES = datetime(2024, 11, 26, 8, 0, tzinfo=WIB)
# So many sign through their pages, as everybody would; the others by the same actions, which is quicker.
THROUGH_PAGES = 8
DECLINING = 3
SEED = 42


def pledge(bars: Bars, amount: int) -> None:
    """Open a campaign for everyone on the roster, and let some of them sign."""
    campaign = _opened_campaign()
    with elevated("the demo hands out the links that the letters carry"):
        invited = Pledge.objects.filter(campaign=campaign).select_related("person", "campaign")
        everyone = list(invited.order_by("person__nip"))
    signers = Chance(SEED).sample(everyone, min(amount, len(everyone)))
    for number, each in enumerate(bars.over("Ikrar ditandatangani dan disegel", signers, len(signers))):
        with clock.at(OPENS + timedelta(hours=2, minutes=number)):
            if number < THROUGH_PAGES:
                _sign_through_pages(each)
            elif number < THROUGH_PAGES + DECLINING:
                _decline(each)
            else:
                _sign(each)


def _opened_campaign() -> Campaign:
    officer = browser_of("kepegawaian")
    with clock.at(OPENS):
        officer.open("campaign_create").fill(
            {"judul": "Ikrar netralitas Pilkada 2024", **dated("mulai", OPENS), **dated("selesai", CLOSES)}
        )
        campaign = officer.part("ident")
        officer.fill(to=reverse("campaign_open", args=[campaign]))
    with elevated("the demo hands out the links that the letters carry"):
        return Campaign.objects.get(pk=campaign)


def _sign_through_pages(each: Pledge) -> None:
    phone = Browser().open("pledge_points", token_of(each.pk))
    phone.fill({point.code: True for point in each.campaign.text.points})
    phone.fill({"nip": each.person.nip})


def _decline(each: Pledge) -> None:
    phone = Browser().open("pledge_decline", token_of(each.pk))
    phone.fill({"alasan": "Saya sedang mengajukan pengunduran diri."})


def _sign(each: Pledge) -> None:
    by = holder_of_link(str(each.pk))
    signing.open_link(pledge=each, by=by)
    signing.confirm_points(pledge=each, confirmed=[point.code for point in each.campaign.text.points], by=by)
    signing.sign_pledge(pledge=each, nip=each.person.nip, by=by)
