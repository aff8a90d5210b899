"""The front door for other apps: the key to seal to, and the pair that opens."""

from uuid import UUID

from django.db import transaction

from netral.foundation.custody.actions.initial_keys import entrust
from netral.foundation.custody.domain import KeyClosed, Reason
from netral.foundation.custody.keyring import Keyring, as_installation, holding, keyring, opened_pair
from netral.foundation.custody.lock import lock_institution
from netral.foundation.custody.models import InstitutionKey
from netral.foundation.custody.queries import key_in_use
from netral.foundation.custody.sealed_stores import Slip, SlipSource, on_rekey
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM

__all__ = [
    "InstitutionKey",
    "KeyClosed",
    "Keyring",
    "Reason",
    "Slip",
    "SlipSource",
    "as_installation",
    "current_key",
    "holding",
    "keyring",
    "on_rekey",
    "opened_pair",
]


def current_key(institution: Institution | UUID) -> InstitutionKey:
    """Return the key to seal to; one query. Where there is none yet, the installation makes and keeps the first.

    What is sealed to it stays readable for the institution even when the key is replaced a moment later.
    """
    institution_id = institution.pk if isinstance(institution, Institution) else institution
    return key_in_use(institution_id) or _first_key(institution_id)


def _first_key(institution_id: UUID) -> InstitutionKey:
    with transaction.atomic():
        institution = lock_institution(institution_id)
        return key_in_use(institution_id) or entrust(institution=institution, by=SYSTEM)
