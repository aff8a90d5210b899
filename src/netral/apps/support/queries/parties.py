"""The two sides of every loan, request and meeting: a supervisor and the government of its region."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.queries import government_of, supervisor_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.models import Tier

_SUPERVISORS = (Kind.BAWASLU_PROVINCE, Kind.BAWASLU_REGENCY)
_NO_SIDE = _("Lembaga Anda bukan Bawaslu daerah atau pemerintah daerah. Halaman ini untuk kedua lembaga itu.")
_NO_PARTNER = _(
    "%(institution)s belum punya pasangan yang terdaftar di wilayahnya. Minta pengelola sistem mendaftarkannya dulu."
)


@dataclass(frozen=True)
class Sides:
    """A supervisor and a government of one region, and which of them acts."""

    supervisor: Institution
    government: Institution
    own: Institution

    @property
    def other(self) -> Institution:
        """Return the side that does not act."""
        return self.government if self.own.pk == self.supervisor.pk else self.supervisor

    @property
    def scopes(self) -> list[str]:
        """Return the scopes of what belongs to both."""
        return [self.supervisor.path, self.government.path]

    @property
    def both(self) -> tuple[Institution, Institution]:
        """Return the supervisor and the government."""
        return self.supervisor, self.government


def sides_of(actor: Actor) -> Sides:
    """Return the two sides of which the actor's institution is one.

    Raises:
        StepRefused: it is neither a regional supervisor nor a government, or the other side is not registered.
    """
    if actor.institution_id is None:
        raise StepRefused(_NO_SIDE)
    own = Institution.objects.select_related("region").get(pk=actor.institution_id)
    if own.region is None:
        raise StepRefused(_NO_SIDE)
    try:
        return _sides(own, own.region.code, Tier(own.region.tier))
    except Institution.DoesNotExist as error:
        raise StepRefused(_NO_PARTNER, institution=own.name) from error


def _sides(own: Institution, region_code: str, tier: Tier) -> Sides:
    if own.kind in _SUPERVISORS:
        sides = Sides(own, government_of(region_code), own)
    elif own.kind == Kind.GOVERNMENT:
        sides = Sides(supervisor_of(region_code, tier), own, own)
    else:
        raise StepRefused(_NO_SIDE)
    if sides.other.region_id != region_code:
        raise Institution.DoesNotExist(f"nobody stands opposite {own.path}")
    return sides
