"""Whose a crossing is: the operator that runs it, the government that grants priority, the supervisor who travels."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.queries import government_of, supervisor_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.models import Tier

_NO_OPERATOR = _("Lembaga Anda bukan pengelola penyeberangan. Halaman ini untuk petugas pengelola.")
_NO_GOVERNMENT = _("Lembaga Anda bukan pemerintah daerah. Halaman ini untuk petugas pemerintah daerah.")
_NO_PARTNER = _(
    "%(institution)s belum punya pasangan yang terdaftar di wilayahnya. Minta pengelola sistem mendaftarkannya."
)


@dataclass(frozen=True)
class CrossingParties:
    """The supervisor, the government and the operator of a region; the operators are those registered there."""

    supervisor: Institution
    government: Institution
    operators: tuple[Institution, ...]

    @property
    def scopes(self) -> list[str]:
        """Return the scopes of what all of them read."""
        return [self.supervisor.path, self.government.path, *(operator.path for operator in self.operators)]


def parties_of(region_code: str) -> CrossingParties:
    """Return whose the crossings of a region are.

    Raises:
        Institution.DoesNotExist: no supervisor or no government is registered there.
    """
    operators = Institution.objects.filter(kind=Kind.PORT, region_id=region_code).order_by("path")
    return CrossingParties(supervisor_of(region_code, Tier.REGENCY), government_of(region_code), tuple(operators))


def operator_of(actor: Actor) -> tuple[Institution, CrossingParties]:
    """Return the operator an actor works for, with the parties of its region.

    Raises:
        StepRefused: she works for no operator, or its region has no supervisor or government.
    """
    return _acting(actor, Kind.PORT, _NO_OPERATOR)


def government_behind(actor: Actor) -> tuple[Institution, CrossingParties]:
    """Return the government an actor works for, with the parties of its region.

    Raises:
        StepRefused: she works for no government, or its region has no supervisor.
    """
    return _acting(actor, Kind.GOVERNMENT, _NO_GOVERNMENT)


def _acting(actor: Actor, kind: Kind, refusal: str) -> tuple[Institution, CrossingParties]:
    if actor.institution_id is None:
        raise StepRefused(refusal)
    own = Institution.objects.filter(pk=actor.institution_id, kind=kind).exclude(region=None).first()
    if own is None:
        raise StepRefused(refusal)
    try:
        return own, parties_of(str(own.region_id))
    except Institution.DoesNotExist as error:
        raise StepRefused(_NO_PARTNER, institution=own.name) from error
