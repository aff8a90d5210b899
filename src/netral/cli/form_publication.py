"""Publishing a form from the command line, in the name of two people who may: one proposes, the other publishes."""

from dataclasses import replace
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction

from netral.apps.fieldwork.actions.form_versions import draft_version, propose_version, publish_version
from netral.apps.fieldwork.domain.form_versions import DRAFT, PUBLISH
from netral.config.errors import NetralError
from netral.engines.steps.table import StepRefused
from netral.engines.xforms.xlsform import XForm
from netral.foundation.accounts.models import User
from netral.foundation.accounts.queries import actor_from, current_day, memberships_on
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger.actors import Actor


class FormNotPublished(NetralError):
    """A form could not be published: a person is unknown or may not, or the step was refused."""


def publish_form(form: XForm, sheet: bytes, valid_from: date, *, by: str, second: str) -> str:
    """Draft and propose a form as one person and publish it as another; return its name.

    Raises:
        FormNotPublished: nothing was kept; the words say why.
    """
    if by == second:
        raise FormNotPublished("Two different people publish a form: name the second with --second.")
    proposer, publisher = _holder(by, DRAFT), _holder(second, PUBLISH)
    try:
        with transaction.atomic():
            with reading_as(proposer):
                content = ContentFile(sheet, name=f"{form.form_id}.xlsx")
                row = draft_version(form=form, sheet=content, by=proposer)
                propose_version(version=row, valid_from=valid_from, by=proposer)
            with reading_as(publisher):
                publish_version(version=row, by=publisher)
    except StepRefused as refusal:
        raise FormNotPublished(str(refusal)) from refusal
    return str(row)


def _holder(email: str, permission: str) -> Actor:
    """Return the actor of a person in the role that holds a permission; the ledger says how she acted."""
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        raise FormNotPublished(f"Nobody here has the e-mail {email}.")
    actors = (actor_from(membership) for membership in memberships_on(user, current_day()))
    found = next((actor for actor in actors if actor.may(permission)), None)
    if found is None:
        raise FormNotPublished(f"{email} holds no role with {permission} today: the account manager gives it.")
    return replace(found, label=f"{found.label}, lewat baris perintah")
