"""Letting colleagues in and out, and getting back in with the code on paper."""

from collections.abc import Iterable

from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.engines.vault.boxes import Pair, pair_from
from netral.engines.vault.slips import open_slip
from netral.foundation.accounts.models import User
from netral.foundation.custody import generations
from netral.foundation.custody.domain import paper_context
from netral.foundation.custody.events import ACCESS_GRANTED, ACCESS_REVOKED, RESTORED
from netral.foundation.custody.keyring import keyring
from netral.foundation.custody.lock import lock_institution
from netral.foundation.custody.models import InstitutionKey, KeyGrant
from netral.foundation.custody.queries import holders_of, member_key_of, readers_of
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record

NO_READER = _(
    "%(name)s tidak memegang peran yang membaca laporan di lembaga ini. Beri peran dulu di halaman Orang dan peran."
)
NO_OWN_KEY = _("%(name)s belum mempunyai kunci. Minta dia masuk sekali dengan sandinya, lalu beri akses.")
HAS_NONE = _("%(name)s tidak mempunyai akses, jadi tidak ada yang dicabut.")
OTHER_PAPER = _(
    "Kode ini benar ditulis, tetapi bukan kode lembaga ini. Periksa kertasnya: nama lembaga ada di atas kode."
)
EVERYBODY = "keys change for everyone who holds them, whoever acts"


@action
def grant_access(*, institution: Institution, user: User, by: Actor) -> KeyGrant:
    """Seal the institution's key to a colleague; all that was ever sealed opens to her then.

    Raises:
        StepRefused: she has no role that reads there, or never signed in with a password.
        KeyClosed: the one who grants does not hold the key.
    """
    institution = lock_institution(institution.pk)
    if user.pk not in {reader.pk for reader in readers_of(institution.pk)}:
        raise StepRefused(NO_READER, name=user.name)
    member = member_key_of(user)
    if member is None:
        raise StepRefused(NO_OWN_KEY, name=user.name)
    key, held = generations.in_use(institution), keyring()
    pair = held.pair_of(key)
    generations.carry_loose(institution, key)
    generations.give(key, pair, member, by)
    record(ACCESS_GRANTED, subject=key, by=by, data=_data(key, member=user.pk))
    return KeyGrant.objects.get(key=key, member_key=member)


@action
def revoke_access(*, institution: Institution, users: Iterable[User], by: Actor) -> InstitutionKey:
    """Take the key from people: their grants go, and a new generation is made for those who stay.

    Nobody needs an open key for this. The old generation is carried to the new one at once when the one who acts holds
    it, or else by whoever of those who stay comes next; until then they open it as before.

    Raises:
        StepRefused: none of them holds a key.
    """
    institution, gone = lock_institution(institution.pk), list(users)
    with elevated(EVERYBODY):
        old = generations.in_use(institution)
        grants = KeyGrant.objects.filter(key__institution=institution, member_key__user__in=gone)
        had_it = set(grants.values_list("member_key__user_id", flat=True))
        if old.paper_public is None or not had_it:
            raise StepRefused(HAS_NONE, name=", ".join(user.name for user in gone))
        openable = generations.openable(institution)
        grants.delete()
        key, _pair = generations.follow(old, paper_public=bytes(old.paper_public), members=holders_of(old), by=by)
        for each, pair in openable:
            generations.carry(each, pair.private, key)
    for user_id in sorted(had_it):
        record(ACCESS_REVOKED, subject=key, by=by, data=_data(key, member=user_id))
    return key


@action
def restore_with_paper(*, institution: Institution, paper: Pair, by: Actor) -> InstitutionKey:
    """Give the one who acts access with the code on paper, to every generation it opens.

    Raises:
        StepRefused: it is another institution's code, or one that was replaced.
        KeyClosed: her own key is not open, or the code opens only an old generation and she does not hold the new one.
    """
    institution = lock_institution(institution.pk)
    sealed = InstitutionKey.objects.filter(
        institution=institution, paper_public=paper.public, recovery_sealed__isnull=False
    )
    opened = {key: _by_paper(key, paper) for key in sealed}
    if not opened:
        raise StepRefused(OTHER_PAPER)
    key, held = generations.in_use(institution), keyring()
    with elevated(EVERYBODY):
        if key in opened:
            generations.give(key, opened[key], generations.own_key(held), by)
        held.forget()
        held.pair_of(key)
        for old, pair in opened.items():
            if old != key:
                generations.carry(old, pair.private, key)
        generations.carry_loose(institution, key)
    record(RESTORED, subject=key, by=by, data=_data(key, member=by.id, generations=len(opened)))
    return key


def _by_paper(key: InstitutionKey, paper: Pair) -> Pair:
    return pair_from(open_slip(paper, bytes(key.recovery_sealed or b""), paper_context(key.pk)))


def _data(key: InstitutionKey, **more: object) -> dict[str, object]:
    return {"institution": key.institution.path, "generation": key.generation, **more}
