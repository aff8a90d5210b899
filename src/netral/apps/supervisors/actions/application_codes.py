"""A new code for an application of the counter whose page with the code was lost before it was printed."""

from uuid import UUID

from netral.apps.supervisors.events import APPLICATION_CODE_RENEWED
from netral.apps.supervisors.models import Application
from netral.apps.supervisors.queries.applications import digest_of, may_renew_code
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.engines.vault.codes import new_code
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record


@action
def renew_code(*, application_id: UUID, by: Actor) -> str:
    """Give an application a new code in place of the one that was shown when it was entered.

    Raises:
        StepRefused: another officer entered it, its day is over, or it is checked already.
        Application.DoesNotExist: the actor may not see it.
    """
    row = Application.objects.visible_to(by).select_for_update().get(pk=application_id)
    if not may_renew_code(row, by):
        raise StepRefused(
            _(
                "Kode baru hanya dibuat oleh petugas yang memasukkan lamaran ini, dalam 24 jam dan sebelum diperiksa. "
                "Pelamar yang kehilangan kode dilayani di loket tanpa kode."
            )
        )
    code = new_code()
    row.code_digest = digest_of(code)
    row.save(update_fields=["code_digest"])
    record(APPLICATION_CODE_RENEWED, subject=row, by=by, data={"number": row.number})
    return code
