"""Reads of those who observe: her own rows, whom an office may give a code, and why somebody does not observe."""

from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from netral.apps.fieldwork.domain.monitors import GroupState
from netral.apps.fieldwork.models import MonitorGroup, Observer
from netral.apps.supervisors import api as supervisors
from netral.engines.identifiers.pasted import identifier
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.ledger.actors import Actor
from netral.foundation.ui.formats import tanggal

M = TypeVar("M", bound=Model)
MOST_FOUND = 20
_POSTING_FIELDS = ("supervisor__name", "number", "region__name", "region__code")
_MONITOR_FIELDS = ("monitor_name", "group__name", "group__accreditation", "group__region__name")


def own_observers(actor: Actor) -> list[Observer]:
    """Return the observers that an actor herself is or was, by her postings."""
    postings = supervisors.own_postings(actor)
    return [*Observer.objects.visible_to(actor).filter(posting__in=postings).order_by("-added_at")]


def own_posting(actor: Actor, day: date) -> supervisors.Posting | None:
    """Return the posting an actor herself holds on a day; her own area comes before one that she covers."""
    held = [each for each in supervisors.own_postings(actor) if each.in_office(day)]
    return min(held, key=lambda each: each.covers_id is not None) if held else None


def postings_found(actor: Actor, text: str, day: date) -> list[supervisors.Posting]:
    """Return the supervisors in office on a day whose name, number or area holds every word, as far as she sees them.

    At most `MOST_FOUND` and one more, which says that there are more.
    """
    running = Q(ended_on=None, ends_on__gte=day) | Q(ended_on__gte=day)
    rows = supervisors.postings_around(actor).filter(running, starts_on__lte=day)
    return [*_holding(rows, _POSTING_FIELDS, text).order_by("supervisor__name", "pk")[: MOST_FOUND + 1]]


def monitors_found(actor: Actor, text: str, day: date) -> list[Observer]:
    """Return the people of accepted groups whose name, group or area holds every word, as far as she sees them."""
    there = Q(left_on=None) | Q(left_on__gte=day)
    rows: QuerySet[Observer] = Observer.objects.visible_to(actor).filter(
        there, group__state=GroupState.ACCEPTED, group__starts_on__lte=day, group__ends_on__gte=day
    )
    found = _holding(rows.select_related("group__region"), _MONITOR_FIELDS, text)
    return [*found.order_by("monitor_name", "pk")[: MOST_FOUND + 1]]


def monitor_for(actor: Actor, ident: str) -> Observer:
    """Return somebody of a group an actor may see.

    Raises:
        Observer.DoesNotExist: there is nobody with this identifier in her scope.
    """
    rows: QuerySet[Observer] = Observer.objects.visible_to(actor).select_related("group__region")
    return rows.exclude(group=None).get(pk=ident)


def why_away(observer: Observer, day: date) -> StepRefused | None:
    """Return why somebody does not observe on a day, in words for her; None where she does."""
    if observer.in_office(day):
        return None
    if observer.group is None:
        return StepRefused(
            _("Masa tugas ini tidak memuat hari ini, jadi ponselnya tidak dapat dipakai. Hubungi kantor.")
        )
    return _why_group_away(observer, observer.group, day)


def _why_group_away(observer: Observer, group: MonitorGroup, day: date) -> StepRefused:
    if group.state == GroupState.REFUSED:
        return StepRefused(_("Kelompok pemantau ini ditolak: %(reason)s"), reason=group.reason)
    if group.state != GroupState.ACCEPTED:
        return StepRefused(_("Kelompok pemantau ini belum diterima. Tunggu putusannya di halaman status."))
    if day < group.starts_on:
        return StepRefused(_("Masa kelompok pemantau ini baru mulai %(first)s."), first=tanggal(group.starts_on))
    if observer.left_on is not None and observer.left_on < min(day, group.ends_on):
        return StepRefused(_("Anda keluar dari kelompok ini pada %(last)s."), last=tanggal(observer.left_on))
    if group.reason:
        return StepRefused(
            _("Masa kelompok pemantau ini diakhiri %(last)s: %(reason)s"),
            last=tanggal(group.ends_on),
            reason=group.reason,
        )
    return StepRefused(_("Masa kelompok pemantau ini berakhir %(last)s."), last=tanggal(group.ends_on))


def _holding(rows: QuerySet[M], fields: tuple[str, ...], text: str) -> QuerySet[M]:
    for word in identifier(text.replace("\0", "")).split():
        rows = rows.filter(Q(*((f"{field}__icontains", word) for field in fields), _connector=Q.OR))
    return rows
