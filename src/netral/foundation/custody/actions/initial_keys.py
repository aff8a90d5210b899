"""The first generation of an institution's key, which the installation keeps until members take over."""

from collections.abc import Sequence

from django.conf import settings
from django.db import connection

from netral.engines.vault.boxes import new_pair
from netral.engines.vault.keys import MasterKey
from netral.foundation.custody.domain import entrusted_context
from netral.foundation.custody.events import KEY_ENTRUSTED, KEYS_ENTRUSTED
from netral.foundation.custody.models import InstitutionKey
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record

_TOGETHER = 1_000


@action
def entrust(*, institution: Institution, by: Actor) -> InstitutionKey:
    """Make an institution's first key, kept by the installation; the caller holds the institution's lock."""
    key = _entrusted(institution)
    key.save(force_insert=True)
    record(KEY_ENTRUSTED, subject=key, by=by, data={"institution": institution.path})
    return key


@action
def entrust_many(*, institutions: Sequence[Institution], by: Actor) -> int:
    """Make the first keys of many institutions; one that has a key by now keeps it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM custody_institutionkey")
        before = cursor.fetchone()[0]
        InstitutionKey.objects.bulk_create(
            [_entrusted(institution) for institution in institutions], batch_size=_TOGETHER, ignore_conflicts=True
        )
        cursor.execute("SELECT count(*) FROM custody_institutionkey")
        made: int = cursor.fetchone()[0] - before
    record(KEYS_ENTRUSTED, subject=("custody.institutionkey", ""), by=by, data={"keys": made})
    return made


def _entrusted(institution: Institution) -> InstitutionKey:
    pair = new_pair()
    key = InstitutionKey(institution=institution, generation=1, public=pair.public, made_at=now())
    key.entrusted = MasterKey(settings.NETRAL_MASTER_KEY.key()).wrap(pair.private, entrusted_context(key.pk))
    return key
