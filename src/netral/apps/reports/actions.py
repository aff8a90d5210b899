"""Filing a report, adding to it, answering its reporter and telling her where it stands."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from netral.apps.catalogue.api import UnknownAct, acts_for_public
from netral.apps.reports import draft_store
from netral.apps.reports.domain.answers import Answers, Identity, Route, Step, statement_digest, unanswered
from netral.apps.reports.domain.statuses import Status, check_step, may_complete
from netral.apps.reports.draft_store import EVIDENCE, DraftUpload, OpenDraft, Sent
from netral.apps.reports.events import (
    ACT_CONFIRMED,
    REPORT_ADDED_TO,
    REPORT_ADMITTED,
    REPORT_FILED,
    REPORTER_ANSWERED,
    REPORTER_IDENTITY_OPENED,
    REPORTER_NAMED,
    REPORTER_TOLD,
)
from netral.apps.reports.models import Accused, Evidence, Message, Report, ReporterIdentity, StatusNote
from netral.apps.reports.quarantine import must_hold
from netral.apps.reports.queries import sender_name, statement_of, term_of
from netral.engines.vault.codes import fingerprint, new_code
from netral.foundation.files.actions import store_file
from netral.foundation.files.domain import MEGABYTE
from netral.foundation.files.intake import FileRefused, Upload
from netral.foundation.files.models import StoredFile
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.queries import supervisor_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Tier
from netral.foundation.regions.queries import day_in

# What one report holds at most, so that one receipt code cannot fill the store.
MOST_EVIDENCE, MOST_EVIDENCE_BYTES, MOST_MESSAGES = 100, 2 * 1024 * MEGABYTE, 200


class AlreadyFiled(RuntimeError):
    """The draft was sent before; `sent` is what came of it."""

    def __init__(self, sent: Sent) -> None:
        super().__init__("this draft is already a report")
        self.sent = sent


class ReportIncomplete(ValueError):
    """Questions are still open; `steps` names them."""

    def __init__(self, steps: Sequence[Step]) -> None:
        super().__init__("questions are still open")
        self.steps = tuple(steps)


class NothingHeld(ValueError):
    """None of these reports waits any more: they were opened meanwhile, or belong to other institutions."""


class ReportFull(FileRefused):
    """A report that holds as much as its reporter may add."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Laporan ini sudah memuat sebanyak yang bisa ditambahkan. "
                "Tunggu jawaban petugas, atau kirim laporan baru."
            )
        )


class IdentityClosed(ValueError):
    """The reporter's identity can no longer be added or changed."""


@action
def file_report(*, draft: OpenDraft, by: Actor) -> Sent:
    """Turn a draft into a report and return its receipt.

    Raises:
        AlreadyFiled: the draft was sent before; nothing is written twice.
        ReportIncomplete: questions are still open.
        FileRefused: a file is no longer accepted.
    """
    with elevated("a report is filed by somebody who may see no report"):
        fresh = draft_store.locked(draft)
        if fresh.sent:
            raise AlreadyFiled(fresh.sent)
        if steps := unanswered(fresh.answers):
            raise ReportIncomplete(steps)
        institution = supervisor_of(fresh.answers.region, Tier.REGENCY)
        stored = _store(fresh, institution, by)
        code = new_code()
        report = _create(fresh.answers, institution, stored, code)
        sent = Sent(number=report.number, code=code, report_id=str(report.pk))
        draft_store.finish(fresh, sent)
        # A formal report and initial information look alike in the ledger: whether somebody gave a name is hers.
        facts = _facts(report)
        record(REPORT_FILED, subject=report, by=by, data={**facts, "held": True} if report.held else facts)
        return sent


@action
def admit_reports(*, report_ids: Sequence[UUID], by: Actor) -> int:
    """Open held reports, so that each becomes a case with its own time of filing; return how many were opened.

    Raises:
        NothingHeld: none of them is held within the actor's scope.
    """
    held = Report.objects.visible_to(by).filter(pk__in=report_ids, held=True)
    reports = list(held.select_for_update(of=("self",)).select_related("institution").order_by("filed_at", "id"))
    if not reports:
        raise NothingHeld("none of these reports is held")
    for report in reports:
        report.held = False
        report.save()
        _note(report, _("Petugas sudah membuka laporan ini dan memeriksa syaratnya."), sender_name(by), None)
        record(REPORT_ADMITTED, subject=report, by=by, data=_facts(report))
    return len(reports)


@action
def add_to_report(
    *, report_id: UUID, text: str = "", uploads: Iterable[Upload] = (), links: Iterable[str] = (), by: Actor
) -> None:
    """Add a message, files and links to a report, for whoever holds its receipt.

    Raises:
        ReportFull: the report holds as much as its reporter may add; then nothing is added.
        FileRefused: a file is empty, too large, or of a kind not accepted; then nothing is added.
    """
    with elevated("receipt code"):
        # Locked, so that what is sent at the same time cannot pass the bound together.
        report = Report.objects.select_for_update().get(pk=report_id)
        _check_room(report)
        files = [store_file(upload=upload, purpose=EVIDENCE, scopes=report.scopes, by=by) for upload in uploads]
        added = _add_evidence(report, files, links, now())
        if text:
            Message.objects.create(report=report, scopes=report.scopes, from_reporter=True, text=text, at=now())
        record(REPORT_ADDED_TO, subject=report, by=by, data={"evidence": added, "message": bool(text)})


@action
def name_reporter(*, report_id: UUID, identity: Identity, by: Actor) -> None:
    """Put the reporter's name and address to a report that was sent without, which makes it a formal report.

    Raises:
        IdentityClosed: the report is registered or finished, or has a name already.
    """
    with elevated("receipt code"):
        report = Report.objects.select_for_update().get(pk=report_id)
        if report.route == Route.FORMAL or not may_complete(Status(report.status)):
            raise IdentityClosed("this report takes no name any more")
        _create_identity(report, identity)
        report.route = Route.FORMAL
        report.save()
        record(REPORTER_NAMED, subject=report, by=by)


@action
def answer_reporter(*, report_id: UUID, text: str, by: Actor) -> Message:
    """Write to the reporter; she reads it with her code.

    Raises:
        Report.DoesNotExist: the report belongs to other institutions.
    """
    report = Report.objects.visible_to(by).get(pk=report_id)
    message = Message.objects.create(
        report=report, scopes=report.scopes, from_reporter=False, text=text, at=now(), by=sender_name(by)
    )
    record(REPORTER_ANSWERED, subject=report, by=by)
    return message


@action
def open_identity(*, report_id: UUID, by: Actor) -> ReporterIdentity:
    """Hand out the reporter's identity, and record who asked.

    Raises:
        ReporterIdentity.DoesNotExist: the reporter gave none, or the report belongs to other institutions.
    """
    identity = ReporterIdentity.objects.visible_to(by).get(report_id=report_id)
    record(REPORTER_IDENTITY_OPENED, subject=("reports.report", str(report_id)), by=by)
    return identity


@action
def confirm_act(*, report_id: UUID, act: str, by: Actor) -> None:
    """Set which act a report is about; what the reporter chose stays as filed.

    Raises:
        UnknownAct: the catalogue has no such act for reports.
        Report.DoesNotExist: the report belongs to other institutions.
    """
    known = [each.code for each in acts_for_public()]
    if act not in known:
        raise UnknownAct(act, known)
    report = Report.objects.visible_to(by).select_for_update(of=("self",)).get(pk=report_id)
    before, report.confirmed_act = report.decided_act, act
    report.save()
    record(ACT_CONFIRMED, subject=report, by=by, data={"act": act, "before": before})


@action
def tell_reporter(
    *, report_id: UUID, status: Status | str, text: str, until: datetime | None = None, by: Actor
) -> None:
    """Move the status the reporter sees and tell her why; `until` replaces the legal term of the step.

    Raises:
        StepRefused: the status may not follow the present one.
        Report.DoesNotExist: there is no such report.
    """
    with elevated("the public status follows the case, whichever institution holds it"):
        report = Report.objects.select_for_update().get(pk=report_id)
        wanted = Status(status)
        check_step(Status(report.status), wanted)
        report.status = wanted
        report.save()
        _note(report, text, sender_name(by) or report.institution.name, until)
        record(REPORTER_TOLD, subject=report, by=by, data={"status": wanted.value})


def _check_room(report: Report) -> None:
    held = report.evidences.aggregate(rows=Count("pk"), bytes=Sum("file__size"))
    words = report.messages.filter(from_reporter=True).count()
    if held["rows"] >= MOST_EVIDENCE or (held["bytes"] or 0) >= MOST_EVIDENCE_BYTES or words >= MOST_MESSAGES:
        raise ReportFull


def _facts(report: Report) -> dict[str, object]:
    facts = {"institution": report.institution.path, "region": report.region_id, "act": report.act}
    return {"report": report.pk, **facts}


def _store(draft: OpenDraft, institution: Institution, by: Actor) -> list[StoredFile]:
    return [
        store_file(
            upload=DraftUpload(draft, file), purpose=EVIDENCE, scopes=[institution.path], acknowledged=True, by=by
        )
        for file in draft.answers.files
    ]


def _create(answers: Answers, institution: Institution, stored: list[StoredFile], code: str) -> Report:
    filed_at = now()
    happened_on, known_on = answers.dates()
    report = Report(
        scopes=[institution.path],
        institution=institution,
        region_id=answers.region,
        act=answers.act,
        account=answers.account,
        place=answers.place,
        happened_on=happened_on,
        happened_at=answers.happened_at,
        known_on=known_on,
        filed_at=filed_at,
        route=answers.route,
        status=Status.FILED,
        receipt_hash=fingerprint(code, settings.RECEIPT_KEY.key()),
    )
    # The number comes last of what is slow: from here on, others who file with this institution wait.
    report.number = _next_number(institution, day_in(answers.region, filed_at).year)
    accused = [Accused(report=report, scopes=report.scopes, **vars(person)) for person in answers.accused]
    hashes = [file.sha256 for file in stored]
    report.held = must_hold(institution, filed_at)
    report.digest = statement_digest(statement_of(report, accused, [*hashes, *answers.links]))
    report.save(force_insert=True)
    Accused.objects.bulk_create(accused)
    # By the report's own moment what was filed is told from what was added later.
    _add_evidence(report, stored, answers.links, filed_at)
    if answers.route is Route.FORMAL:
        _create_identity(report, answers.identity)
    _note(report, "", institution.name, None)
    return report


def _next_number(institution: Institution, year: int) -> str:
    last = next_in_year("report", institution, year)
    return f"LP/{institution.region_id or '00'}/{year}/{last:05d}"


def _add_evidence(report: Report, files: Iterable[StoredFile], links: Iterable[str], moment: datetime) -> int:
    rows = [Evidence(report=report, scopes=report.scopes, file=file, added_at=moment) for file in files]
    rows += [Evidence(report=report, scopes=report.scopes, link=link, added_at=moment) for link in links]
    Evidence.objects.bulk_create(rows)
    return len(rows)


def _create_identity(report: Report, identity: Identity) -> None:
    ReporterIdentity.objects.create(report=report, scopes=report.scopes, given_at=now(), **vars(identity))


def _note(report: Report, text: str, by: str, until: datetime | None) -> None:
    moment = now()
    term = term_of(report, Status(report.status), moment)
    StatusNote.objects.create(
        report=report,
        scopes=report.scopes,
        status=report.status,
        text=text,
        at=moment,
        by=by,
        until=until or (term.due if term else None),
        basis=term.explanation if term and not until else "",
    )
