"""Between whom support is given: the reader's institution, the government of its region, and the current election."""

from dataclasses import dataclass

from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.elections.models import Election
from netral.foundation.elections.queries import NoElection, current_election
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import government_of
from netral.foundation.ledger.actors import Actor


class NoParties(StepRefused):
    """Support that cannot be asked for yet, because one side or the election is not known here."""


@dataclass(frozen=True)
class Parties:
    """Who receives, who gives, and for which election."""

    receiver: Institution
    government: Institution
    election: Election


def parties_of(actor: Actor) -> Parties:
    """Return the parties of what an actor's institution asks for.

    Raises:
        NoParties: her institution has no region, or no government or election is known there.
    """
    own = Institution.objects.filter(pk__in=[actor.institution_id] if actor.institution_id else [])
    receiver = own.exclude(region=None).first()
    if receiver is None:
        raise NoParties(_("Lembaga Anda tidak terikat pada satu wilayah, jadi tidak meminta hibah di sini."))
    try:
        return Parties(receiver, government_of(receiver.region_id or ""), current_election())
    except Institution.DoesNotExist as error:
        raise NoParties(
            _("Pemerintah daerah wilayah ini belum terdaftar. Minta pengelola sistem mendaftarkannya, lalu ulangi.")
        ) from error
    except NoElection as error:
        raise NoParties(_("Jadwal pemilihan belum dimuat. Minta pengelola sistem memuatnya, lalu ulangi.")) from error
