"""Reads of the administrative check; a second officer sees nothing of the first's until she has judged too."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet

from netral.apps.supervisors.domain.checks import CHECKERS, Verdict
from netral.apps.supervisors.models import AdministrativeCheck, Application, CompletionRequest
from netral.apps.supervisors.queries.requirements import application_findings
from netral.foundation.ledger.actors import Actor


def checks_now(application: Application) -> QuerySet[AdministrativeCheck]:
    """Return the checks of the documents as they now are; for actions alone, since they hide nothing."""
    return AdministrativeCheck.objects.filter(application=application, superseded=False).order_by("place")


def checks_seen(application: Application, actor: Actor) -> list[AdministrativeCheck]:
    """Return what an actor may see of the checks: all once two are in, until then her own."""
    found = list(checks_now(application))
    if len(found) >= CHECKERS:
        return found
    return [check for check in found if check.officer_id == actor.id]


def completion_of(application: Application) -> CompletionRequest | None:
    """Return what the applicant was asked last to complete."""
    return CompletionRequest.objects.filter(application=application).first()


def verdicts_of(application: Application) -> dict[str, Verdict]:
    """Return the verdict of each of the two, by officer."""
    rows = checks_now(application).filter(place__lte=CHECKERS)
    return {row.officer_id: Verdict(row.verdict) for row in rows}


def requirements_of(application: Application) -> Mapping[str, str]:
    """Return the titles of the requirements to judge, by code."""
    return {row["code"]: str(row["title"]) for row in requirement_rows(application)}


def requirement_rows(application: Application) -> list[dict[str, Any]]:
    """Return the requirements to judge with their sources: those found when she applied, else those of the post."""
    found = [row for row in application.findings if "code" in row and "title" in row]
    return found or [asdict(each) for each in application_findings(application, _papers(application))]


def without_paper(application: Application) -> frozenset[str]:
    """Return the codes of the requirements that ask for a paper which did not come with the application."""
    there = _papers(application)
    return frozenset(
        row["code"] for row in requirement_rows(application) if row.get("paper") and row["paper"] not in there
    )


def _papers(application: Application) -> set[str]:
    return set(application.applicationdocuments.values_list("kind", flat=True))
