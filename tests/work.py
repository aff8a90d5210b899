"""What waits for somebody, checked against the lists that it leads to."""

from typing import Any

from django.urls import reverse

from netral.foundation.institutions.scopes import reading_as
from netral.foundation.workflow.work import WorkItem, numbers_of, work_for
from netral.portal.work import APPS
from tests.ground import Person


def waits(who: Person) -> list[WorkItem]:
    """Return what waits for somebody; every number is that of its list, and every item leads somewhere."""
    with reading_as(who.actor):
        works = work_for(who.actor, APPS)
        numbers = numbers_of(works)
        found = [work.items(100) for work in works]
    assert [len(items) for items in found] == numbers
    for work, number in zip(works, numbers, strict=True):
        page = who.client.get(work.url)
        listed = _edition(page) if work.url == reverse("editions") else page.context["table"].total
        assert listed == number, work.url
    items = [item for each in found for item in each]
    for item in items:
        assert item.why
        assert who.client.get(item.url).status_code == 200
    return items


def titles(who: Person) -> list[str]:
    """Return the titles of what waits for somebody."""
    return [str(item.title) for item in waits(who)]


def _edition(page: Any) -> int:
    """Return whether the page of editions asks the reader to adopt one or to confirm that she read it."""
    shown = page.context
    return int(bool(shown["waiting"]) and (shown["may_adopt"] or not shown["has_read"]))
