"""The story in two parts: what people read first is told before the site is served, the rest while it serves."""

from collections.abc import Callable
from datetime import datetime

from django.core.management import call_command
from django.db import connections
from rich.console import Console

from netral.config.cluster import control
from netral.config.errors import NetralError
from netral.config.static_files import gather_static_files
from netral.demo.chapter import WIB, Bars, Chapter, Scale
from netral.demo.chapters import (
    cases,
    ceremony,
    fieldwork,
    grants,
    guidance,
    installation,
    loans,
    outreach,
    pledges,
    recruitment,
    service,
)
from netral.demo.marks import has_begun, is_told, mark_begun, mark_told
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.sequencer import sequence_pending

# Every installation keeps the law it was installed with: no real work, and no part of the story.
KEPT = "catalogue.ruleset_kept"

# One of everything, so that every page has something to show.
FIRST = (
    Chapter(datetime(2024, 4, 29, 8, 0, tzinfo=WIB), lambda bars, _: installation.set_up(bars)),
    Chapter(datetime(2024, 9, 2, 9, 0, tzinfo=WIB), lambda bars, scale: installation.import_roster(bars, scale.roster)),
    Chapter(outreach.PLANNED, lambda bars, _: outreach.meet(bars)),
    Chapter(pledges.OPENS, lambda bars, scale: pledges.pledge(bars, scale.pledges)),
    Chapter(cases.THE_REPORT, lambda bars, _: cases.the_journey(bars)),
)
REST = (
    Chapter(grants.ASKED, lambda bars, _: grants.give(bars)),
    Chapter(recruitment.PANELS.planned, lambda bars, scale: recruitment.recruit_panels(bars, scale.districts)),
    Chapter(recruitment.VILLAGES.planned, lambda bars, scale: recruitment.recruit_for_villages(bars, scale.districts)),
    Chapter(grants.AGREED, lambda bars, _: grants.pay_honoraria(bars)),
    Chapter(loans.LISTED, lambda bars, _: loans.lend(bars)),
    Chapter(loans.MEETING_PLANNED, lambda bars, _: loans.correspond(bars)),
    Chapter(service.STARTS, lambda bars, _: service.serve(bars)),
    Chapter(fieldwork.FORMS_AT, lambda bars, scale: fieldwork.observe(bars, scale.observations)),
    Chapter(grants.NOTED, lambda bars, _: grants.note_incumbent(bars)),
    Chapter(outreach.ROUND_OPENS, lambda bars, scale: outreach.quiz(bars, scale.quizzes)),
    Chapter(guidance.STARTS, lambda bars, _: guidance.guide(bars)),
    Chapter(
        cases.FIRST_REPORT,
        lambda bars, scale: cases.many(bars, scale.reports_bengkalis, scale.reports_jawa_tengah),
    ),
    Chapter(outreach.NEXT_PLANNED, lambda bars, _: outreach.plan_the_next(bars)),
    Chapter(ceremony.STARTS, lambda bars, _: ceremony.inaugurate(bars)),
)


def begin(notes: Console, scale: Scale) -> None:
    """Prepare tables and pages, and tell the first part, unless the database holds the story already.

    Raises:
        NetralError: the database holds something else than a demo.
    """
    with notes.status("Preparing tables and pages..."):
        _migrate()
        gather_static_files()
    if is_told():
        return
    if has_begun():
        notes.print("The last demo was interrupted before its end, so it starts over.")
        # They lead to the server that is about to end.
        connections.close_all()
        control.reset(destroy_data=True)
        control.ensure_running()
        _migrate()
    elif Event.objects.exclude(kind=KEPT).exists():
        raise NetralError(
            "This database holds real work, so no demo is mixed into it. Use another one (DATABASE_URL), or RESET=1 to "
            "destroy what it holds."
        )
    with clock.at(FIRST[0].starts):
        mark_begun()
    _tell(FIRST, notes, scale, lambda: False)


def finish(notes: Console, scale: Scale, interrupted: Callable[[], bool]) -> None:
    """Tell the rest, unless it was told before.

    Raises:
        Interrupted: it was time to end first; the next demo starts over.
    """
    if is_told():
        return
    _tell(REST, notes, scale, interrupted)
    with clock.at(cases.SHOWN_AT):
        mark_told()
    sequence_pending()


def keep_time() -> None:
    """Let every command on this installation live where the story ends, unless its time already runs."""
    clock.keep(cases.SHOWN_AT)


def _migrate() -> None:
    # What the migration keeps of the law is kept on the day the story begins.
    with clock.at(FIRST[0].starts):
        call_command("migrate", database="owner", verbosity=0)


def _tell(chapters: tuple[Chapter, ...], notes: Console, scale: Scale, interrupted: Callable[[], bool]) -> None:
    bars = Bars(notes, interrupted)
    with bars.shown():
        for chapter in chapters:
            with clock.at(chapter.starts):
                chapter.happens(bars, scale)
    sequence_pending()
