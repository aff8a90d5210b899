"""Who answers a government, and who stands one tier above: by tier, as the routes of the day say."""

from datetime import date

from netral.apps.guidance.domain.states import State
from netral.apps.guidance.models import GuidanceRequest
from netral.apps.guidance.parameters import above, answerer_of
from netral.engines.rules.dated import NotInForceError
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import supervisor_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.models import Region, Tier


def office_of(actor: Actor) -> Institution:
    """Return the office somebody acts for.

    Raises:
        StepRefused: she acts for none.
    """
    if actor.institution_id is None:
        raise StepRefused(_("Anda tidak bertindak untuk lembaga mana pun. Pilih peran dulu."))
    return Institution.objects.select_related("parent").get(pk=actor.institution_id)


def government_of_office(office: Institution) -> Institution:
    """Return the government an office acts for.

    Raises:
        StepRefused: it belongs to none.
    """
    found = office.parent
    if found is None or office.region_id is None:
        raise StepRefused(_("Lembaga Anda tidak terdaftar di bawah pemerintah daerah. Hubungi pengelola akun."))
    return found


def receiver_of(region: Region, on: date) -> Institution:
    """Return the supervisor that answers the government of a region.

    Raises:
        StepRefused: no route leads anywhere on that day, or the supervisor is not registered.
    """
    try:
        kind = answerer_of(region.tier, on)
        return _supervisor(region.code, Tier(region.tier), kind)
    except (NotInForceError, Institution.DoesNotExist) as error:
        raise StepRefused(_("Bawaslu untuk wilayah ini belum terdaftar. Minta pengelola mendaftarkannya.")) from error


def above_of(request: GuidanceRequest, on: date) -> Institution:
    """Return the supervisor one tier above the one that holds a request.

    Raises:
        StepRefused: nobody is above, or it is not registered.
    """
    holder = request.answerer
    kind = above(holder.kind, on) if holder is not None else None
    found = holder.parent if holder is not None else None
    if kind is None or found is None or found.kind != kind:
        raise StepRefused(_("Tidak ada tingkat pengawas di atas lembaga ini. Jawab di sini, atau tolak dengan alasan."))
    return found


def may_pass_up(request: GuidanceRequest, on: date) -> bool:
    """Say whether somebody is above the holder of a request."""
    try:
        above_of(request, on)
    except StepRefused:
        return False
    return request.state == State.RECEIVED


def _supervisor(region_code: str, tier: Tier, kind: str) -> Institution:
    found = supervisor_of(region_code, tier)
    if found.kind != kind and found.parent is not None and found.parent.kind == kind:
        return found.parent
    return found


def below_of(request: GuidanceRequest) -> Institution:
    """Return the supervisor one tier below the holder, on the way back to the first receiver.

    Raises:
        StepRefused: nobody is there.
    """
    found = request.receiver
    while found is not None and found.parent_id != request.answerer_id:
        found = found.parent
    if found is None:
        raise StepRefused(_("Lembaga penerima di bawahnya tidak ditemukan. Jawab di sini, atau tolak dengan alasan."))
    return found
