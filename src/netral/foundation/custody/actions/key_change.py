"""Taking an institution's key over, replacing it, and letting go of what the old one opened."""

from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.custody import generations
from netral.foundation.custody.events import KEY_ROTATED, KEYS_CARRIED, STARTED_ANEW, TAKEN_OVER
from netral.foundation.custody.keyring import entrusted_pair, keyring
from netral.foundation.custody.lock import lock_institution
from netral.foundation.custody.models import InstitutionKey
from netral.foundation.custody.queries import holders_of
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record

ALREADY = _(
    "Kunci laporan lembaga ini sudah diambil alih rekan Anda. Minta dia memberi Anda akses di halaman Kunci laporan."
)
STILL_HELD = _("Masih ada rekan yang memegang kunci ini. Minta dia memberi Anda akses; kunci baru tidak perlu.")
NOT_TAKEN_OVER = _("Kunci ini belum diambil alih, jadi belum ada yang perlu diganti.")


@action
def take_over(*, institution: Institution, paper_public: bytes, by: Actor) -> InstitutionKey:
    """Make the members' first generation, carry the entrusted one to it, and destroy what the installation kept.

    The person who acts gets access; her own key is open. The code on paper is shown by the caller, who alone knows it.

    Raises:
        StepRefused: somebody has taken over before.
        KeyClosed: her own key is not open.
    """
    institution = lock_institution(institution.pk)
    old = generations.in_use(institution)
    if old.entrusted is None:
        raise StepRefused(ALREADY)
    kept = entrusted_pair(old.pk, bytes(old.entrusted))
    key = _first_of_members(old, paper_public, by)
    generations.carry(old, kept.private, key)
    record(TAKEN_OVER, subject=key, by=by, data=_data(key, member=by.id))
    return key


@action
def start_anew(*, institution: Institution, paper_public: bytes, by: Actor) -> InstitutionKey:
    """Make a generation for what comes from now on, when nobody holds the one in use; the old code still opens the old.

    Raises:
        StepRefused: somebody holds it, or the installation does.
        KeyClosed: her own key is not open.
    """
    institution = lock_institution(institution.pk)
    old = generations.in_use(institution)
    if old.is_entrusted or holders_of(old):
        raise StepRefused(STILL_HELD)
    key = _first_of_members(old, paper_public, by)
    record(STARTED_ANEW, subject=key, by=by, data=_data(key, member=by.id))
    return key


@action
def rotate(*, institution: Institution, paper_public: bytes | None, by: Actor) -> InstitutionKey:
    """Replace the key for those who hold it; with another code on paper when one is given.

    Raises:
        StepRefused: nobody has taken over yet.
        KeyClosed: the one who acts does not hold the key.
    """
    institution = lock_institution(institution.pk)
    old = generations.in_use(institution)
    if old.paper_public is None:
        raise StepRefused(NOT_TAKEN_OVER)
    held = keyring()
    generations.carry_loose(institution, old)
    private = held.pair_of(old).private
    paper = bytes(old.paper_public) if paper_public is None else paper_public
    key, _pair = generations.follow(old, paper_public=paper, members=holders_of(old), by=by)
    generations.carry(old, private, key)
    held.forget()
    record(KEY_ROTATED, subject=key, by=by, data=_data(key, new_paper=paper_public is not None))
    return key


@action
def carry_over(*, institution: Institution, by: Actor) -> int:
    """Carry old generations to the one in use, after somebody without keys replaced it; return how many.

    Raises:
        StepRefused: the institution has no key.
        KeyClosed: the one who acts does not hold the key in use.
    """
    institution = lock_institution(institution.pk)
    key, held = generations.in_use(institution), keyring()
    held.pair_of(key)
    carried = generations.carry_loose(institution, key)
    record(KEYS_CARRIED, subject=key, by=by, data=_data(key, carried=carried))
    return carried


def _first_of_members(old: InstitutionKey, paper_public: bytes, by: Actor) -> InstitutionKey:
    member = generations.own_key(keyring())
    key, _pair = generations.follow(old, paper_public=paper_public, members=[member], by=by)
    keyring().forget()
    return key


def _data(key: InstitutionKey, **more: object) -> dict[str, object]:
    return {"institution": key.institution.path, "generation": key.generation, **more}
