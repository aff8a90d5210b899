"""A campaign for the roster of Bengkalis, opened through the personnel officer's pages."""

from datetime import date
from typing import Any

from django.urls import reverse

from tests.journeys import roster
from tests.journeys.citizen import parts
from tests.journeys.post import do_waiting_jobs
from tests.journeys.visitor import Visitor
from tests.journeys.witness import recorded


def open_campaign(officer: Visitor) -> Any:
    """Bring the roster in, prepare a campaign for October, open it, and let the letters leave."""
    roster.bring_in(officer)
    days = {**parts("mulai", date(2024, 10, 1)), **parts("selesai", date(2024, 10, 31))}
    with recorded("pledge.campaign_created", officer.actor):
        officer.open("campaign_create").fill({"judul": "Ikrar netralitas Pilkada 2024", **days})
    ident = officer.part("ident")
    with recorded("pledge.campaign_opened", officer.actor):
        officer.fill(to=reverse("campaign_open", args=[ident]))
    assert officer.sees("3 ASN diundang.")
    do_waiting_jobs()
    return ident
