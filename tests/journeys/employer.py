"""The steps of the appointing official's office on one recommendation."""

import io
from datetime import date, datetime
from functools import cache
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from netral.demo.browser import upload
from netral.foundation.ledger import clock
from tests.journeys.cast import Cast
from tests.journeys.citizen import parts
from tests.journeys.visitor import Visitor
from tests.journeys.witness import recorded

NUMBER = "800.1.6/001/2024"


@cache
def letter() -> bytes:
    """Return the signed decision as a real, small PDF."""
    output = io.BytesIO()
    page = Canvas(output)
    page.drawString(100, 700, f"Keputusan rekaan {NUMBER}")
    page.save()
    return output.getvalue()


def acknowledge(cast: Cast, recommendation: Any, at: datetime) -> None:
    """Acknowledge that the recommendation came."""
    with clock.at(at), recorded("sanction.acknowledged", cast.secretary.actor):
        cast.secretary.open("recommendation_acknowledge", recommendation).fill()


def open_examination(cast: Cast, recommendation: Any, at: datetime, summoned_for: date) -> None:
    """Name the team and summon the accused."""
    with clock.at(at), recorded("sanction.proceeding_opened", cast.secretary.actor):
        page = cast.secretary.open("recommendation_open", recommendation)
        page.fill({"team": "Camat; Inspektorat; BKPSDM", **parts("summoned_for", summoned_for)})


def examine(cast: Cast, recommendation: Any, at: datetime) -> None:
    """Record the examination of that day."""
    answers = {"attended": "yes", "minutes": "Terperiksa mengakui perbuatannya."}
    with clock.at(at), recorded("sanction.examined", cast.secretary.actor):
        page = cast.secretary.open("recommendation_examine", recommendation)
        page.fill({**answers, **parts("examined_on", at.date())})


def decision(decided_on: date, sanction: str, content: bytes = b"") -> dict[str, Any]:
    """Return what a decision holds."""
    return {
        "sanction": sanction,
        "number": NUMBER,
        "official": "Bupati Bengkalis",
        "document": upload("sk.pdf", content or letter(), "application/pdf"),
        **parts("decided_on", decided_on),
    }


def decide(cast: Cast, recommendation: Any, at: datetime, sanction: str) -> None:
    """Decide on a sanction, with number, date and document."""
    with clock.at(at), recorded("sanction.decided", cast.official.actor):
        cast.official.open("recommendation_decide", recommendation).fill(decision(at.date(), sanction))


def carry_out(cast: Cast, recommendation: Any, at: datetime) -> None:
    """Record that the sanction was carried out."""
    with clock.at(at), recorded("sanction.carried_out", cast.secretary.actor):
        page = cast.secretary.open("recommendation_carry_out", recommendation)
        page.fill(parts("carried_out_on", at.date()))


def recommendation_on_the_register(reader: Visitor, words: str) -> Any:
    """Find the recommendation on a reader's register."""
    return reader.open("recommendation_register").follow(words).part("ident")
