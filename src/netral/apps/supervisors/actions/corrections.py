"""Correcting what is kept of a supervisor: her name, her phone number, her e-mail."""

from django.utils.translation import gettext

from netral.apps.supervisors.actions.accounts import give_account
from netral.apps.supervisors.actions.postings import POSTINGS
from netral.apps.supervisors.cards import cards_of
from netral.apps.supervisors.domain.postings import PostingState, PostingVerb
from netral.apps.supervisors.events import SUPERVISOR_CORRECTED
from netral.apps.supervisors.inputs import Correction
from netral.apps.supervisors.models import Posting, Supervisor
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record
from netral.foundation.seals.actions.documents import withdraw_document

NAME, PHONE, EMAIL, CARD = "name", "phone", "email", "card"


@action
def correct_supervisor(*, posting: Posting, correction: Correction, by: Actor) -> tuple[str, ...]:
    """Correct a supervisor's data and return what changed; a card that bears the old name is withdrawn and told of.

    A changed phone number is to be confirmed anew. With an e-mail where there was no account, she gets one.

    Raises:
        StepRefused: the posting is over, nothing changes, her account has another address, or none can be given.
    """
    row = POSTINGS.begin(posting, PostingVerb.CORRECT, by).subject
    her: Supervisor = Supervisor.objects.visible_to(by).select_for_update(of=("self",)).get(pk=row.supervisor_id)
    now = {NAME: correction.name, PHONE: correction.phone, EMAIL: correction.email.strip().lower()}
    if her.account is not None:
        _require_same_address(her, now[EMAIL])
        now[EMAIL] = her.email
    changed = tuple(field for field, value in now.items() if getattr(her, field) != value)
    if not changed:
        raise StepRefused(_("Tidak ada yang berubah. Ubah nama, nomor telepon, atau e-mailnya."))
    her.name, her.email = now[NAME], now[EMAIL]
    her.change_phone(now[PHONE])
    her.save()
    record(SUPERVISOR_CORRECTED, subject=row, by=by, data={"fields": [*changed], "reason": correction.reason})
    has_cards = NAME in changed and _withdraw_cards(her, by)
    if EMAIL in changed and her.email:
        _give_accounts(her, by)
    return (*changed, CARD) if has_cards else changed


def _require_same_address(her: Supervisor, address: str) -> None:
    if address not in {her.email, her.address}:
        raise StepRefused(
            _(
                "Ia sudah punya akun, jadi e-mailnya tidak diubah di sini. Minta ia masuk dan menggantinya sendiri di "
                "halaman akunnya, lewat Ganti alamat e-mail."
            )
        )


def _withdraw_cards(her: Supervisor, by: Actor) -> bool:
    """Withdraw the cards with the old name, and tell whether there were any."""
    words = gettext("Nama pada kartu ini sudah diperbaiki. Kartu yang baru menggantikannya.")
    with elevated("her name is the same on the cards of every region"):
        cards = [card for posting in her.postings.all() for card in cards_of(posting)]
        for card in cards:
            withdraw_document(document=card, reason=words, by=by)
    return bool(cards)


def _give_accounts(her: Supervisor, by: Actor) -> None:
    """Give the role of each of her postings that has none, as far as the actor may post there."""
    mine = Posting.objects.visible_to(by).select_for_update(of=("self",))
    for each in mine.filter(supervisor=her, state=PostingState.ACTIVE, covers=None, membership=None):
        each.supervisor = her
        each.membership = give_account(posting=each, by=by)
        each.save(update_fields=["membership"])
