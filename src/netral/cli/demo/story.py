"""The story told once: chapters in order, each in its own time, then a summary of what exists."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.management import call_command
from rich.console import Console

from netral.cli.demo import asking, ceremony, ground, handling, outreach, pages, pledging, roster
from netral.cli.demo.marks import has_begun, is_told, mark_begun, mark_told
from netral.cli.demo.progress import Bars
from netral.cli.demo.scale import WHOLE, Scale
from netral.config.cluster import control
from netral.config.errors import NetralError
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.sequencing import sequence_pending
from netral.foundation.ledger.verification import verify

WIB = ZoneInfo("Asia/Jakarta")
# Every installation keeps the law it was installed with: no real work, and no part of the story.
KEPT = "catalogue.ruleset_kept"


@dataclass(frozen=True)
class Chapter:
    """What happens, from which moment on."""

    starts: datetime
    happens: Callable[[Bars, Scale], object]


CHAPTERS = (
    Chapter(datetime(2024, 6, 3, 8, 0, tzinfo=WIB), lambda bars, _: ground.lay(bars)),
    Chapter(datetime(2024, 9, 2, 9, 0, tzinfo=WIB), lambda bars, scale: roster.bring_in(bars, scale.roster)),
    Chapter(outreach.PLANNED, lambda bars, _: outreach.meet(bars)),
    Chapter(pledging.OPENS, lambda bars, scale: pledging.pledge(bars, scale.pledges)),
    Chapter(outreach.ROUND_OPENS, lambda bars, scale: outreach.quiz(bars, scale.quizzes)),
    Chapter(asking.STARTS, lambda bars, _: asking.guide(bars)),
    Chapter(handling.THE_REPORT, lambda bars, _: handling.the_journey(bars)),
    Chapter(
        handling.FIRST_REPORT,
        lambda bars, scale: handling.many(bars, scale.reports_bengkalis, scale.reports_jawa_tengah),
    ),
    Chapter(outreach.NEXT_PLANNED, lambda bars, _: outreach.plan_the_next(bars)),
    Chapter(ceremony.STARTS, lambda bars, _: ceremony.inaugurate(bars)),
)


def tell(notes: Console, scale: Scale = WHOLE) -> datetime:
    """Tell the story unless the database holds it already, and return the time it now is in it.

    Raises:
        NetralError: the database holds something else than a demo, or the ledger does not verify.
    """
    with notes.status("Preparing tables and pages..."):
        _migrate()
        pages.prepare()
    if not is_told():
        _tell_all(notes, scale)
    latest: datetime = Event.objects.exclude(kind=KEPT).latest("at").at
    return clock.keep(max(handling.SHOWN_AT, latest.astimezone(WIB)))


def _migrate() -> None:
    # What the migration keeps of the law is kept on the day the story begins.
    with clock.at(CHAPTERS[0].starts):
        call_command("migrate", database="owner", verbosity=0)


def _tell_all(notes: Console, scale: Scale) -> None:
    if has_begun():
        notes.print("The last demo was interrupted before its end, so it starts over.")
        control.reset(destroy_data=True)
        control.ensure_running()
        _migrate()
    elif Event.objects.exclude(kind=KEPT).exists():
        raise NetralError(
            "This database holds real work, so no demo is mixed into it. Use another one (DATABASE_URL), or RESET=1 to "
            "destroy what it holds."
        )
    with clock.at(CHAPTERS[0].starts):
        mark_begun()
    bars = Bars(notes)
    with bars.shown():
        for chapter in CHAPTERS:
            with clock.at(chapter.starts):
                chapter.happens(bars, scale)
    sequence_pending()
    if not verify().ok:
        raise NetralError("The ledger of the demo does not verify: run `netral ledger verify` to see why.")
    with clock.at(handling.SHOWN_AT):
        mark_told()
    sequence_pending()
