"""Confirming a phone number: staff make a code and read it to her, she types it on her own page."""

import secrets

from django.utils.crypto import salted_hmac

from netral.apps.supervisors.actions.postings import POSTINGS
from netral.apps.supervisors.domain.phone_codes import DIGITS, MOST_TRIES, VALID, matches, still_open
from netral.apps.supervisors.domain.postings import PostingVerb
from netral.apps.supervisors.events import PHONE_CODE_MADE, PHONE_CODE_REFUSED, PHONE_CONFIRMED
from netral.apps.supervisors.models import Posting, Supervisor
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record


@action
def make_phone_code(*, posting: Posting, by: Actor) -> str:
    """Make a code of six digits for a supervisor's number, good for 24 hours; the one before dies.

    Raises:
        StepRefused: the posting is over, she has no number, or it is confirmed already.
    """
    row = POSTINGS.begin(posting, PostingVerb.GIVE_CODE, by).subject
    supervisor = Supervisor.objects.visible_to(by).select_for_update(of=("self",)).get(pk=row.supervisor_id)
    if not supervisor.phone:
        raise StepRefused(_("Nomor teleponnya belum ada. Lengkapi dulu nomor teleponnya."))
    if supervisor.phone_confirmed_at is not None:
        raise StepRefused(_("Nomor telepon ini sudah dipastikan. Tidak perlu kode lagi."))
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    supervisor.phone_code_digest = _digest(supervisor, code)
    supervisor.phone_code_until, supervisor.phone_code_tries = now() + VALID, 0
    supervisor.save()
    record(PHONE_CODE_MADE, subject=supervisor, by=by)
    return code


@action
def try_phone_code(*, supervisor: Supervisor, code: str, by: Actor) -> bool:
    """Try a code; say whether it was right. Five wrong ones and the code is dead.

    Raises:
        StepRefused: no code is open.
    """
    row: Supervisor = Supervisor.objects.visible_to(by).select_for_update(of=("self",)).get(pk=supervisor.pk)
    if str(row.account_id) != by.id or not still_open(row.phone_code_until, row.phone_code_tries, now()):
        raise StepRefused(_("Tidak ada kode yang berlaku. Minta kode baru kepada petugas yang menempatkan Anda."))
    if not matches(_digest(row, code), row.phone_code_digest):
        row.phone_code_tries += 1
        row.save()
        record(PHONE_CODE_REFUSED, subject=row, by=by, data={"left": MOST_TRIES - row.phone_code_tries})
        return False
    row.phone_confirmed_at, row.phone_code_digest, row.phone_code_until = now(), "", None
    row.save()
    record(PHONE_CONFIRMED, subject=row, by=by)
    return True


def _digest(supervisor: Supervisor, code: str) -> str:
    """Return what is kept of a code; bound to the number, so that a changed number needs another."""
    said = f"{supervisor.pk}\0{supervisor.phone}\0{code}"
    return salted_hmac("netral.supervisors.phone", said, algorithm="sha256").hexdigest()
