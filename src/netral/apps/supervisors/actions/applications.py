"""Sending an application, completing and withdrawing it, and saying whether the roster knows the applicant."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from netral.apps.supervisors.domain.applications import (
    APPLICATION_TABLE,
    BY_APPLICANT,
    ApplicationState,
    ApplicationVerb,
    Channel,
)
from netral.apps.supervisors.domain.drafts import ALREADY, UNANSWERED, ApplicationAnswers, DraftQuestion, unanswered
from netral.apps.supervisors.drafts import PURPOSE, STORE, ApplicationDraft
from netral.apps.supervisors.events import (
    APPLICATION_COMPLETED,
    APPLICATION_DOCUMENTS_ADDED,
    APPLICATION_PERSON_SETTLED,
    APPLICATION_SUBMITTED,
    APPLICATION_WITHDRAWN,
)
from netral.apps.supervisors.models import Application, ApplicationDocument, Vacancy
from netral.apps.supervisors.queries.applications import digest_of, roster_match
from netral.apps.supervisors.queries.requirements import (
    application_findings,
    check_open,
    scopes_of,
    vacancy_to_apply,
)
from netral.engines.steps.table import StepRefused, check_permission, gettext_noop as _
from netral.engines.vault.codes import new_code
from netral.foundation.drafts.store import DraftUpload, discard
from netral.foundation.files.actions import store_file
from netral.foundation.files.intake import Upload
from netral.foundation.files.models import StoredFile
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.queries import day_in

# What one application holds at most, so that one code cannot fill the store.
MOST_DOCUMENTS = 40
_ONCE = "application_once_a_recruitment"
_TAKES_DOCUMENTS = (ApplicationState.SUBMITTED, ApplicationState.INCOMPLETE)
_FULL = _("Lamaran ini sudah memuat dokumen sebanyak yang bisa. Bawa dokumen lainnya ke loket.")
_CLOSED_FOR_DOCUMENTS = _("Lamaran ini sudah diperiksa, jadi dokumen tidak dapat ditambah. Tanyakan ke loket.")
_NO_MATCH = _("NIP lamaran ini tidak ada di daftar ASN, jadi tidak ada yang perlu ditetapkan. Buka lagi lamarannya.")

Papers = Sequence[tuple[str, Upload]]


@action
def submit_application(*, draft: ApplicationDraft, code: str, by: Actor) -> Application:
    """Turn a draft into an application, which its code opens from now on.

    Raises:
        Draft.DoesNotExist: it was sent or removed meanwhile; nothing is written twice.
        StepRefused: the vacancy takes none, questions are open, or the NIK applied already; the draft stays.
        FileRefused: a file is no longer accepted.
    """
    with elevated("an applicant has no account and sees no row"):
        fresh = STORE.locked(draft)
        if unanswered(fresh.answers):
            raise StepRefused(UNANSWERED)
        vacancy = vacancy_to_apply(UUID(fresh.answers.vacancy))
        papers = [(file.kind, DraftUpload(fresh, file)) for file in fresh.answers.files]
        row = _create(vacancy, fresh.answers, code, Channel.ONLINE)
        _store(row, papers, by, acknowledged=True)
        discard(fresh)
        _told(row, by)
        return row


@action
def enter_application(
    *, vacancy: Vacancy, answers: ApplicationAnswers, papers: Papers, by: Actor
) -> tuple[Application, str]:
    """Enter an application at the counter, and return it with the code for the applicant.

    Raises:
        StepRefused: the actor may not, the vacancy takes none, or the NIK applied already.
        FileRefused: a file is not accepted; then nothing is entered.
    """
    check_permission("supervisors.recruit", by.permissions)
    if [question for question in unanswered(answers) if question != DraftQuestion.DOCUMENTS]:
        raise StepRefused(UNANSWERED)
    code = new_code()
    row = _create(vacancy, answers, code, Channel.COUNTER)
    _store(row, papers, by)
    _told(row, by)
    return row, code


@action
def add_documents(*, application_id: UUID, papers: Papers, by: Actor) -> None:
    """Add documents to an application that is not checked yet, for whoever holds its code or recruits.

    Raises:
        StepRefused: it is checked, or holds as many as it may; then nothing is added.
        FileRefused: a file is not accepted; then nothing is added.
    """
    with _reach(by):
        row = _locked(application_id, by)
        if row.state not in _TAKES_DOCUMENTS:
            raise StepRefused(_CLOSED_FOR_DOCUMENTS)
        if row.applicationdocuments.count() + len(papers) > MOST_DOCUMENTS:
            raise StepRefused(_FULL)
        _store(row, papers, by)
        kinds = sorted({kind for kind, _upload in papers})
        record(APPLICATION_DOCUMENTS_ADDED, subject=row, by=by, data={**_facts(row), "kinds": kinds})


@action
def complete_application(*, application_id: UUID, by: Actor) -> None:
    """Send what was missing of an application, so that it is checked again.

    Raises:
        StepRefused: nothing is asked for now.
    """
    _step_of_applicant(application_id, ApplicationVerb.COMPLETE, by)


@action
def withdraw_application(*, application_id: UUID, by: Actor) -> None:
    """Withdraw an application for good, for whoever holds its code.

    Raises:
        StepRefused: the panel has decided, or it is withdrawn already.
    """
    _step_of_applicant(application_id, ApplicationVerb.WITHDRAW, by)


@action
def settle_person(*, application_id: UUID, is_same: bool, by: Actor) -> None:
    """Say whether the civil servant with the applicant's NIP is the applicant; then the requirements are judged anew.

    Raises:
        StepRefused: the actor may not, or the roster knows no such NIP.
    """
    check_permission("supervisors.recruit", by.permissions)
    row = _locked(application_id, by)
    person = roster_match(row)
    if person is None:
        raise StepRefused(_NO_MATCH)
    row.person, row.person_settled_at = (person if is_same else None), now()
    _judge(row)
    record(APPLICATION_PERSON_SETTLED, subject=row, by=by, data={**_facts(row), "same": is_same})


def _step_of_applicant(application_id: UUID, verb: ApplicationVerb, by: Actor) -> None:
    with elevated("application code"):
        row = _locked(application_id, by)
        target = BY_APPLICANT[verb].get(ApplicationState(row.state))
        if target is None:
            # The table has no row of the applicant's own steps, so it answers with its words for all others.
            APPLICATION_TABLE.transition(ApplicationState(row.state), verb)
        before, row.state = row.state, target or row.state
        row.save()
        kind = APPLICATION_COMPLETED if verb is ApplicationVerb.COMPLETE else APPLICATION_WITHDRAWN
        record(kind, subject=row, by=by, data={**_facts(row), "from": before, "to": row.state})


def _reach(by: Actor) -> AbstractContextManager[None]:
    return elevated("application code") if by.kind == "link" else nullcontext()


def _locked(application_id: UUID, by: Actor) -> Application:
    rows = Application.objects.all() if by.kind == "link" else Application.objects.visible_to(by)
    with elevated("the rows are the actor's own; their recruitment was announced to everybody"):
        locked = rows.select_for_update(of=("self",)).select_related("vacancy__recruitment__institution", "person")
        found: Application = locked.get(pk=application_id)
        return found


def _create(vacancy: Vacancy, answers: ApplicationAnswers, code: str, channel: Channel) -> Application:
    check_open(vacancy)
    if Application.objects.filter(recruitment=vacancy.recruitment_id, nik=answers.nik).exclude(
        state=ApplicationState.WITHDRAWN
    ):
        raise StepRefused(ALREADY)
    moment = now()
    row = Application(
        scopes=scopes_of(vacancy),
        recruitment=vacancy.recruitment,
        vacancy=vacancy,
        code_digest=digest_of(code),
        channel=channel,
        submitted_at=moment,
        village_id=answers.village,
        declared=list(answers.declared or ()),
        **{name: getattr(answers, name) for name in _AS_ANSWERED},
    )
    # The number comes last of what is slow: from here on, others who apply to this institution wait.
    year = day_in(vacancy.region_id, moment).year
    last = next_in_year("application", vacancy.recruitment.institution, year)
    row.number = f"LMR/{vacancy.recruitment.institution.region_id or '00'}/{year}/{last:05d}"
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if _ONCE in str(error):
            raise StepRefused(ALREADY) from error
        raise
    return row


_AS_ANSWERED = (
    "name",
    "nik",
    "birth_place",
    "birth_date",
    "sex",
    "address",
    "phone",
    "email",
    "education",
    "occupation",
    "employment",
    "nip",
    "party",
    "party_left_on",
    "spouse_is_organiser",
)


def _store(row: Application, papers: Papers, by: Actor, *, acknowledged: bool = False) -> None:
    moment, stored = now(), list[tuple[str, StoredFile]]()
    for kind, upload in papers:
        file = store_file(upload=upload, purpose=PURPOSE, scopes=row.scopes, acknowledged=acknowledged, by=by)
        stored.append((kind, file))
    ApplicationDocument.objects.bulk_create(_documents(row, stored, moment))
    _judge(row)


def _documents(
    row: Application, stored: Iterable[tuple[str, StoredFile]], moment: datetime
) -> list[ApplicationDocument]:
    return [
        ApplicationDocument(application=row, scopes=row.scopes, kind=kind, file=file, added_at=moment)
        for kind, file in stored
    ]


def _judge(row: Application) -> None:
    papers = set(row.applicationdocuments.values_list("kind", flat=True))
    row.findings = [asdict(finding) for finding in application_findings(row, papers)]
    row.save()


def _told(row: Application, by: Actor) -> None:
    record(APPLICATION_SUBMITTED, subject=row, by=by, data={**_facts(row), "channel": row.channel})


def _facts(row: Application) -> dict[str, object]:
    return {"number": row.number, "vacancy": row.vacancy_id, "region": row.vacancy.region_id}
