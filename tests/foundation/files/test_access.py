"""Who may open files of which purpose is frozen, and a purpose nobody answers for is closed."""

from __future__ import annotations

import pytest
from django.utils.module_loading import import_string

from netral.foundation.accounts.roles import all_permissions, roles
from netral.foundation.files.access import answer_for, holds_permission, owners
from netral.foundation.files.domain import purposes
from netral.foundation.ledger.actors import PUBLIC, SYSTEM, Actor

OPENS = {
    "supervisor_officer": {
        *("evidence", "decision", "correspondence", "norm_source", "norm_worksheet", "material", "observation"),
    },
    "supervisor_member": {
        *("evidence", "decision", "correspondence", "norm_source", "norm_worksheet", "material"),
        *("supervisor_photo", "application", "comment_evidence", "facility", "bank_list", "grant_paper", "observation"),
        "crossing_instrument",
    },
    "personnel_officer": {"roster", "correspondence", "norm_source", "material"},
    "ppk_secretary": {"decision", "correspondence", "norm_source"},
    "ppk_official": {"decision"},
    "inspectorate_officer": {"decision", "correspondence", "norm_source"},
    "bkn_officer": {"decision", "norm_source"},
    "administrator": set(),
    "catalogue_editor": {"norm_source", "norm_worksheet"},
    "form_editor": {"form_sheet"},
    "recruitment_officer": {
        *("supervisor_photo", "supervisor_list", "station_list", "application", "comment_evidence"),
        "crossing_instrument",
    },
    "panel_member": {"supervisor_photo", "application", "comment_evidence", "observation"},
    "village_supervisor": set(),
    "polling_station_supervisor": set(),
    "treasurer": {"supervisor_photo", "facility", "bank_list", "grant_paper", "crossing_instrument"},
    "grants_officer": {"facility", "bank_list", "grant_paper", "crossing_instrument"},
    "ferry_officer": {"crossing_instrument", "plate_photo"},
}


def opens(actor: Actor) -> set[str]:
    return {code for code in purposes() if holds_permission(code, actor)}


def test_who_opens_what_is_frozen() -> None:
    table = {
        role.code: opens(Actor("staff", "1", "Petugas", permissions=role.permissions)) for role in roles().values()
    }
    assert table == OPENS
    assert opens(PUBLIC) | opens(SYSTEM) == set()


def test_originals_are_opened_by_who_examines_reports() -> None:
    assert {role.code for role in roles().values() if "files.original" in role.permissions} == {"supervisor_officer"}


def test_every_purpose_has_a_permission_and_an_app_that_answers_for_it() -> None:
    assert set(owners()) == set(purposes())
    assert all(callable(import_string(place)) for place in owners().values())
    assert {purpose.permission for purpose in purposes().values()} <= all_permissions()


def test_a_purpose_has_one_owner() -> None:
    with pytest.raises(ValueError, match="evidence"):
        answer_for("evidence", "netral.apps.cases.attachments.sees_case")
