"""The public's comments: sent without an account, answered by the applicant, weighed by an officer."""

from collections.abc import Sequence
from uuid import UUID

from netral.apps.supervisors.domain.comments import Weight, check_over
from netral.apps.supervisors.domain.selection import SelectionVerb
from netral.apps.supervisors.events import COMMENT_ANSWERED, COMMENT_SENT, COMMENT_WEIGHED
from netral.apps.supervisors.models import Application, CommentEvidence, PublicComment
from netral.apps.supervisors.queries.comments import commentable
from netral.apps.supervisors.queries.selection import comments_taken
from netral.apps.supervisors.steps import SELECTION
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.files.actions import store_file
from netral.foundation.files.intake import Upload
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.queries import zone_at
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today
from netral.foundation.ledger.recording import action, record

EVIDENCE = "comment_evidence"


@action
def send_comment(
    *, application: Application, author: str, contact: str, text: str, files: Sequence[Upload], by: Actor
) -> PublicComment:
    """Take a comment on an announced name, with its evidence.

    Raises:
        StepRefused: comments are not taken today.
        FileRefused: a file is empty, too large, or of a kind that is not accepted.
    """
    with elevated("an announced name, which anybody may comment on"):
        row = commentable(application.pk)
        recruitment = row.recruitment
        if not comments_taken(recruitment):
            raise StepRefused(
                _("Tanggapan hanya diterima pada masa tanggapan. Lihat tanggalnya di halaman pengumuman.")
            )
        stored = [store_file(upload=upload, purpose=EVIDENCE, scopes=row.scopes, by=by) for upload in files]
        day = today(zone_at(recruitment.institution))
        turn = next_in_year("supervisors.comments", recruitment.institution, day.year)
        comment: PublicComment = PublicComment.objects.create(
            application=row,
            scopes=row.scopes,
            number=f"{turn:04d}/TM/{recruitment.institution.region_id or 'RI'}/{day.year}",
            author=author,
            contact=contact,
            text=text,
            sent_at=now(),
        )
        for file in stored:
            CommentEvidence.objects.create(comment=comment, scopes=row.scopes, file=file)
        facts = {"number": comment.number, "files": len(stored), "author": author, "contact": contact, "text": text}
        record(COMMENT_SENT, subject=row, by=by, data=facts)
        return comment


@action
def answer_comment(*, application: Application, comment_id: UUID, text: str, by: Actor) -> PublicComment:
    """Keep the applicant's answer to a comment, once; the caller has her code.

    Raises:
        StepRefused: it is answered or weighed already, or the answer is empty.
        PublicComment.DoesNotExist: the comment is not about her.
    """
    with elevated("the applicant's own code"):
        row = PublicComment.objects.select_for_update().get(pk=comment_id, application=application)
        if row.answer or row.weight:
            raise StepRefused(_("Tanggapan ini sudah dijawab atau sudah dipertimbangkan, jadi tidak dapat diubah."))
        if not text.strip():
            raise StepRefused(_("Tulis jawaban Anda dulu."))
        row.answer, row.answered_at = text, now()
        row.save()
        record(COMMENT_ANSWERED, subject=row, by=by, data={"number": row.number, "answer": text})
        return row


@action
def weigh_comment(
    *, application: Application, comment: PublicComment, weight: Weight, reason: str, by: Actor
) -> PublicComment:
    """Say what a comment counts for, and why, once none can come any more.

    Raises:
        StepRefused: comments are still taken, it is weighed already, or no reason is given.
        PublicComment.DoesNotExist: the comment is not about this application.
    """
    subject = SELECTION.begin(application, SelectionVerb.WEIGH, by).subject
    check_over(subject.recruitment.comments_until, today(zone_at(subject.recruitment.institution)))
    row = PublicComment.objects.select_for_update().get(pk=comment.pk, application=subject)
    if row.weight:
        raise StepRefused(_("Tanggapan ini sudah dipertimbangkan. Buka hasilnya di halaman lamaran."))
    if not reason.strip():
        raise StepRefused(_("Tulis alasan pertimbangannya."))
    row.weight, row.weighed_reason, row.weighed_by, row.weighed_at = weight, reason, by.label, now()
    row.save()
    record(COMMENT_WEIGHED, subject=row, by=by, data={"number": row.number, "weight": weight, "reason": reason})
    return row
