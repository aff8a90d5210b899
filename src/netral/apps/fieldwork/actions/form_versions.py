"""Versions of observation forms: uploaded, proposed, published by a second person, rejected, withdrawn, ended."""

import hashlib
from datetime import date, timedelta

from netral.apps.fieldwork.domain import form_versions as domain
from netral.apps.fieldwork.domain.form_versions import DROPPED, FormState, FormVerb
from netral.apps.fieldwork.events import (
    FORM_DRAFTED,
    FORM_ENDED,
    FORM_PROPOSED,
    FORM_PUBLISHED,
    FORM_REJECTED,
    FORM_WITHDRAWN,
)
from netral.apps.fieldwork.form_content import dump
from netral.apps.fieldwork.models import FormVersion
from netral.engines.steps.table import StepRefused, check_permission, gettext_noop as _
from netral.engines.xforms.xlsform import XForm
from netral.foundation.accounts.queries import current_day
from netral.foundation.files.actions import store_file
from netral.foundation.files.intake import Upload
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.ui.formats import tanggal
from netral.foundation.workflow.steps import Workflow, finish

PURPOSE = "form_sheet"
FORMS: Workflow[FormVersion, FormState, FormVerb] = Workflow(FormVersion, FormState, domain.TABLE)


@action
def draft_version(*, form: XForm, sheet: Upload, by: Actor) -> FormVersion:
    """Keep a version of a form as it was read from its XLSForm.

    Raises:
        StepRefused: a version of this name exists already, or the actor may not.
        FileRefused: the sheet is too large or of another kind.
    """
    check_permission(domain.DRAFT, by.permissions)
    _require_new(form)
    stored = store_file(upload=sheet, purpose=PURPOSE, scopes=by.paths, by=by)
    row: FormVersion = FormVersion.objects.create(
        scopes=list(by.paths),
        code=form.form_id,
        version=form.version,
        title=form.title[:150],
        sheet=stored,
        xml=form.xml,
        digest=hashlib.md5(form.xml.encode(), usedforsecurity=False).hexdigest(),
        content=dump(form),
        drafted_at=now(),
        drafted_by_id=by.id,
        drafted_by=by.label,
    )
    facts = {"form": row.code, "version": row.version, "sheet": stored.sha256, "xform": form.sha256}
    record(FORM_DRAFTED, subject=row, by=by, data=facts)
    return row


@action
def propose_version(*, version: FormVersion, valid_from: date, by: Actor) -> None:
    """Propose a version for publication from a day on.

    Raises:
        StepRefused: the day is over, or the step is not possible.
    """
    step = FORMS.begin(version, FormVerb.PROPOSE, by)
    domain.check_start(valid_from, current_day())
    row = step.subject
    row.valid_from, row.proposed_at, row.proposed_by_id, row.proposed_by = valid_from, now(), by.id, by.label
    finish(step, FORM_PROPOSED, form=row.code, version=row.version, valid_from=valid_from)


@action
def publish_version(*, version: FormVersion, by: Actor) -> None:
    """Publish a version that somebody else made and proposed; the one before ends on the day before.

    Raises:
        StepRefused: it is hers, its first day is over, a later one is published, or the step is not possible.
    """
    step = FORMS.begin(version, FormVerb.PUBLISH, by)
    row, day = step.subject, current_day()
    domain.check_second_person(row.drafted_by_id, row.proposed_by_id, by.id)
    first = row.valid_from or day
    domain.check_start(first, day)
    others = FormVersion.objects.select_for_update().filter(code=row.code, state=FormState.PUBLISHED)
    domain.check_after(first, tuple(each.valid_from for each in others if each.valid_from))
    for other in others:
        if other.valid_to is None or other.valid_to >= first:
            other.valid_to = first - timedelta(1)
            other.save()
    row.valid_from, row.published_at, row.published_by = first, now(), by.label
    finish(step, FORM_PUBLISHED, form=row.code, version=row.version, valid_from=first, digest=row.digest)


@action
def reject_version(*, version: FormVersion, words: str, by: Actor) -> None:
    """Reject a proposed version, with the reason.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    _drop(version, FormVerb.REJECT, words, by)


@action
def withdraw_version(*, version: FormVersion, words: str, by: Actor) -> None:
    """Take back a version that was not published.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    _drop(version, FormVerb.WITHDRAW, words, by)


@action
def end_version(*, version: FormVersion, last_day: date, words: str, by: Actor) -> None:
    """End a published version without another in its place; what was filled in until then is still taken.

    Raises:
        StepRefused: the day does not fit, no reason is given, or the step is not possible.
    """
    step = FORMS.begin(version, FormVerb.END, by)
    row = step.subject
    domain.check_reason(words)
    domain.check_end(row.valid_from or last_day, row.valid_to, last_day, current_day())
    row.valid_to, row.reason = last_day, words.strip()
    finish(step, FORM_ENDED, form=row.code, version=row.version, last_day=last_day, words=words)


def _drop(version: FormVersion, verb: FormVerb, words: str, by: Actor) -> None:
    step = FORMS.begin(version, verb, by)
    domain.check_reason(words)
    step.subject.reason = words.strip()
    kind = FORM_REJECTED if verb is FormVerb.REJECT else FORM_WITHDRAWN
    finish(step, kind, form=step.subject.code, version=step.subject.version, words=words)


def _require_new(form: XForm) -> None:
    known = FormVersion.objects.filter(code=form.form_id, version=form.version).exclude(state__in=DROPPED).first()
    if known is not None:
        raise StepRefused(
            _("Versi %(version)s formulir ini sudah diunggah %(day)s. Ubah isi kolom version di lembar settings."),
            version=form.version,
            day=tanggal(known.drafted_at.date()),
        )
