"""Taking the quiz: started, answered question by question, passed or not; the certificate."""

from datetime import timedelta

from netral.apps.learning import curriculum, events
from netral.apps.learning.certificates import certificate, certificate_title, facts_of
from netral.apps.learning.domain.quiz import draw, enough, right_answers
from netral.apps.learning.models import Attempt, Invitation
from netral.apps.learning.parameters import quiz_rules
from netral.apps.learning.queries.governments import today_in
from netral.apps.learning.queries.rounds import edition_for, is_open, may_finish, whole_invitations
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.institutions.queries import zone_at
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.registry.queries import active_under
from netral.foundation.seals.actions.documents import seal_document
from netral.foundation.seals.issue import DocumentDraft
from netral.foundation.seals.models import SealedDocument

DOCUMENT_KIND = "certificate"


@action
def start_quiz(*, invitation: Invitation, by: Actor) -> Attempt:
    """Draw the questions of a quiz, or go on with the one that was begun for the same stage and catalogue.

    Raises:
        StepRefused: the round is not open, she left its government, or what holds today is passed already.
    """
    with elevated("personal link"):
        locked = whole_invitations().select_for_update(of=("self",)).get(pk=invitation.pk)
        if not is_open(locked.round):
            raise StepRefused(_("Putaran kuis ini tidak sedang dibuka. Tanyakan kepada badan kepegawaian Anda."))
        # Whoever left gets no certificate that names a unit she works in no more.
        if not active_under(locked.round.government.path).filter(pk=locked.person_id).exists():
            raise StepRefused(
                _("Nama Anda tidak ada lagi di daftar ASN %(name)s. Bila itu keliru, hubungi badan kepegawaian Anda."),
                name=locked.round.government.name,
            )
        edition = edition_for(locked.round.government)
        own = Attempt.objects.filter(person=locked.person_id, stage=edition.stage, catalogue=edition.catalogue)
        if own.filter(passed=True).exists():
            raise StepRefused(_("Anda sudah lulus kuis untuk tahap ini. Tidak perlu mengulang."))
        attempt = own.filter(invitation=locked, finished_at=None).first() or _begin(locked)
        record(events.QUIZ_STARTED, subject=attempt, by=by, data={"stage": edition.stage, "number": attempt.number})
        return attempt


@action
def answer_question(*, attempt: Attempt, number: int, answer: str, by: Actor) -> Attempt:
    """Keep one answer; the first given to a question counts. The last one ends the quiz.

    Raises:
        StepRefused: the question is not the next one, the last day is over, or what the quiz was begun for has changed.
    """
    with elevated("personal link"):
        locked = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt.pk)
        if locked.finished_at is not None or number != locked.at:
            raise StepRefused(_("Soal ini sudah dijawab. Lanjutkan ke soal berikutnya."))
        _require_running(locked)
        locked.answers = [*locked.answers, answer]
        record(events.QUESTION_ANSWERED, subject=locked, by=by, data={"number": number, "answer": answer})
        if len(locked.answers) == locked.length:
            _finish(locked, by)
        locked.save()
        return locked


@action
def issue_certificate(*, attempt: Attempt, by: Actor) -> SealedDocument:
    """Seal the certificate of a quiz that was passed, once; afterwards hand out the same.

    Raises:
        StepRefused: the quiz was not passed.
        NoSealKey: the institution's key was revoked or ran out.
        UnprintableText: the roster's name holds characters that cannot be printed.
    """
    with elevated("personal link"):
        locked = Attempt.objects.select_for_update(of=("self",)).select_related("document").get(pk=attempt.pk)
        if not locked.passed:
            raise StepRefused(_("Sertifikat terbit setelah kuis lulus."))
        if locked.document is not None:
            record(events.CERTIFICATE_TAKEN, subject=locked, by=by)
            return locked.document
        invitation = whole_invitations().get(pk=locked.invitation_id)
        zone = zone_at(invitation.round.government)
        draft = DocumentDraft(
            DOCUMENT_KIND,
            certificate_title(),
            invitation.round.institution,
            locked,
            locked.scopes,
            facts_of(locked, invitation, zone),
        )
        locked.document = seal_document(
            draft=draft, pdf=lambda issue: certificate(locked, invitation, issue, zone), by=by
        )
        locked.save(update_fields=["document"])
        record(events.CERTIFICATE_ISSUED, subject=locked, by=by, data={"code": locked.document.code})
        return locked.document


def _begin(invitation: Invitation) -> Attempt:
    rules = quiz_rules()
    lately = Attempt.objects.filter(person=invitation.person_id, started_at__gt=now() - timedelta(days=1))
    if lately.count() >= rules.attempts_a_day:
        raise StepRefused(_("Anda sudah terlalu sering mencoba hari ini. Baca lagi materinya, lalu coba besok."))
    day = today_in(invitation.round.government)
    edition = edition_for(invitation.round.government)
    number = Attempt.objects.filter(invitation=invitation).count() + 1
    seed = f"{invitation.person_id}/{invitation.round_id}/{number}"
    drawn = draw(curriculum.questions_for(curriculum.stage_on(day)), seed, rules.questions)
    if not drawn:
        raise StepRefused(_("Katalog belum punya soal. Coba lagi nanti."))
    return Attempt.objects.create(
        scopes=list(invitation.scopes),
        invitation=invitation,
        person=invitation.person,
        number=number,
        stage=edition.stage,
        catalogue=edition.catalogue,
        questions=list(drawn),
        needed=enough(len(drawn), rules.pass_mark),
        started_at=now(),
    )


def _require_running(attempt: Attempt) -> None:
    found = whole_invitations().get(pk=attempt.invitation_id).round
    if not may_finish(found):
        raise StepRefused(_("Hari terakhir putaran kuis ini sudah lewat, jadi jawaban tidak dapat dikirim lagi."))
    # Her questions may not be in the catalogue any more, or have another answer by now.
    if attempt.edition != edition_for(found.government):
        raise StepRefused(
            _("Tahap pemilihan atau katalog aturan berganti sebelum kuis Anda selesai. Mulai lagi dengan soal baru.")
        )


def _finish(attempt: Attempt, by: Actor) -> None:
    expected = [curriculum.lesson(question).expected for question in attempt.questions]
    attempt.right = right_answers(expected, attempt.answers)
    attempt.passed, attempt.finished_at = attempt.right >= attempt.needed, now()
    kind = events.QUIZ_PASSED if attempt.passed else events.QUIZ_FAILED
    record(kind, subject=attempt, by=by, data={"right": attempt.right, "stage": attempt.stage})
