"""Signing passes and lists of revoked ones with the key of their government."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_noop as _

from netral.apps.crossings.actions.pass_keys import make_signer
from netral.apps.crossings.domain.network import VehicleClass
from netral.apps.crossings.models import PassSigner, PriorityPass
from netral.engines.passes.claims import Boarding, ClaimsInvalid, HolderRole, PassClaims
from netral.engines.passes.keys import KeyInvalid, PassKey, PublicKey
from netral.engines.passes.passes import fitted, issue
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.seals.keyfiles import KEPT_OPEN, KeyUnavailable

ROLES = {
    "district": HolderRole.DISTRICT_SUPERVISOR,
    "village": HolderRole.VILLAGE_SUPERVISOR,
    "polling_station": HolderRole.POLLING_STATION_SUPERVISOR,
}
BOARDINGS = {
    VehicleClass.FOOT: Boarding.FOOT,
    VehicleClass.MOTORCYCLE: Boarding.MOTORCYCLE,
    VehicleClass.CAR: Boarding.CAR,
    VehicleClass.TRUCK: Boarding.TRUCK,
}


def sign(row: PriorityPass, by: Actor) -> None:
    """Write the text of a pass's QR symbol, signed by its government; later names become initials where it is long.

    Raises:
        StepRefused: it cannot be written, or the key cannot be opened.
    """
    key = signing_key(row.instrument.government, by)
    try:
        row.text = issue(fitted(claims_of(row), key), key)
    except ClaimsInvalid as error:
        raise StepRefused(_("Pas ini tidak muat dalam kode QR: %(why)s."), why=str(error)) from error


def claims_of(row: PriorityPass) -> PassClaims:
    """Return what a pass says to whoever scans it."""
    return PassClaims(
        serial=row.serial,
        name=row.holder,
        crossing=row.crossing.code,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        role=ROLES.get(row.post, HolderRole.OTHER),
        boarding=BOARDINGS[VehicleClass(row.vehicle_class)],
        plate=row.plate,
        departs_at=row.departure.departs_at if row.departure else None,
        companions=len(row.companions),
    )


def signing_key(government: Institution, by: Actor) -> PassKey:
    """Return the key a government signs with now; its first is made at need.

    Raises:
        StepRefused: its file is missing, or does not open.
    """
    with elevated("a key signs for whoever may grant"):
        signer = PassSigner.objects.filter(government=government, signs_until=None).first()
    try:
        return _opened((signer or make_signer(government=government, by=by)).key_file, settings.NETRAL_KEYS)
    except KeyUnavailable as error:
        raise StepRefused(_("Kunci pas tidak dapat dibuka. Hubungi pengelola sistem.")) from error


def public_keys_of(government: Institution) -> list[PublicKey]:
    """Return every key a government signed passes with, the newest first."""
    with elevated("public keys are for whoever verifies"):
        return [PublicKey(bytes(row.public_key)) for row in PassSigner.objects.filter(government=government)]


@lru_cache(maxsize=KEPT_OPEN)
def _opened(name: str, folder: str) -> PassKey:
    try:
        pem = (Path(folder) / name).read_bytes()
        return PassKey.load(pem, settings.SEAL_KEY_PASSWORD.reveal().encode())
    except (OSError, KeyInvalid) as error:
        raise KeyUnavailable(f"The key file {name} cannot be used: {error}") from error
