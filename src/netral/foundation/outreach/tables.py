"""Bases of the tables of calls and of coverage; an app adds its own words and columns."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from netral.foundation.outreach.labels import CALL_STATUSES
from netral.foundation.outreach.models import Call
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.columns import Column
from netral.foundation.ui.filters import ChoiceFilter, SearchFilter
from netral.foundation.ui.tables import Table
from netral.foundation.workflow.work import TURN_FILTER


def _status(row: Call) -> tuple[Any, str]:
    return CALL_STATUSES[row.status]


def call_columns(name: Any, page: Callable[[Any], str]) -> tuple[Column, ...]:
    """Return the columns of a list of calls, under the name the app gives a call; each leads to its page."""
    return (
        Column(name, "title", link=page, sortable=True),
        Column(_("Penyelenggara"), "institution.name", sortable=True),
        Column(_("Hari pertama"), "opens_on", sortable=True),
        Column(_("Hari terakhir"), "closes_on", sortable=True),
        Column(_("Status"), _status, kind="status", key="status"),
    )


class CallsTable(Table):
    """Base of the list of calls a reader may see; its rows come from `workflow.work.with_turn`."""

    filters = (
        SearchFilter(("title", "institution.name")),
        ChoiceFilter(_("Status"), "status", choices_of(CALL_STATUSES)),
        TURN_FILTER,
    )


class CoverageTable(Table):
    """Base of the board that says how far each unit is."""

    caption = _("Cakupan tiap unit kerja")
    default_sort = "unit"
    filters = (SearchFilter(("unit",), label=_("Cari unit kerja")),)
