"""Listing ports, crossings and vessels."""

from collections.abc import Mapping

from netral.apps.crossings.domain import network as domain
from netral.apps.crossings.domain.network import OPERATE, VehicleClass
from netral.apps.crossings.events import CROSSING_LISTED, PORT_LISTED, VESSEL_LISTED
from netral.apps.crossings.inputs import CrossingInput, PortInput
from netral.apps.crossings.models import Crossing, Port, Vessel, VesselPlaces
from netral.apps.crossings.queries.network import same_crossing, same_port, same_vessel
from netral.apps.crossings.queries.parties import CrossingParties, operator_of
from netral.engines.steps.table import StepRefused, check_permission, gettext_noop as _
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record


@action
def list_port(*, inputs: PortInput, by: Actor) -> Port:
    """List a port of the actor's operator.

    Raises:
        StepRefused: the actor may not, it has no name, or it is listed already.
    """
    operator, parties = _operating(by)
    name = inputs.name.strip()
    domain.check_name(name)
    domain.check_unknown(same_port(operator, name))
    port: Port = Port.objects.create(scopes=parties.scopes, operator=operator, name=name, region=inputs.region)
    record(PORT_LISTED, subject=port, by=by, data={"name": name, "region": inputs.region.code})
    return port


@action
def list_crossing(*, inputs: CrossingInput, by: Actor) -> list[Crossing]:
    """List a crossing and, where its code is given, the way back; return those that were listed.

    Raises:
        StepRefused: the actor may not, a port is another's, the ends are the same, or one is listed already.
    """
    operator, parties = _operating(by)
    if {inputs.origin.operator_id, inputs.destination.operator_id} != {operator.pk}:
        raise StepRefused(_("Pelabuhan itu milik pengelola lain. Pilih dari daftar pelabuhan Anda."))
    domain.check_ends(inputs.origin.pk, inputs.destination.pk)
    domain.check_minutes(inputs.minutes)
    ways = [(inputs.code.strip().upper(), inputs.origin, inputs.destination)]
    if back := inputs.back.strip().upper():
        ways.append((back, inputs.destination, inputs.origin))
    if len({code for code, _origin, _destination in ways}) < len(ways):
        raise StepRefused(_("Kode pergi dan kode pulang sama. Beri kode yang berbeda, misalnya AP-SS dan SS-AP."))
    listed = []
    for code, origin, destination in ways:
        domain.check_name(code)
        domain.check_unknown(same_crossing(operator, [code], origin, destination))
        row: Crossing = Crossing.objects.create(
            scopes=parties.scopes,
            operator=operator,
            code=code,
            origin=origin,
            destination=destination,
            minutes=inputs.minutes,
        )
        record(CROSSING_LISTED, subject=row, by=by, data={"code": code, "minutes": inputs.minutes})
        listed.append(row)
    return listed


@action
def list_vessel(*, name: str, places: Mapping[VehicleClass, int], by: Actor) -> Vessel:
    """List a vessel with its places for each class.

    Raises:
        StepRefused: the actor may not, it has no name or no place, or it is listed already.
    """
    operator, parties = _operating(by)
    domain.check_name(name)
    domain.check_capacity(places)
    domain.check_unknown(same_vessel(operator, name.strip()))
    vessel: Vessel = Vessel.objects.create(scopes=parties.scopes, operator=operator, name=name.strip())
    for vehicle, count in places.items():
        if count:
            VesselPlaces.objects.create(scopes=parties.scopes, vessel=vessel, vehicle_class=vehicle, places=count)
    told = {str(vehicle): count for vehicle, count in places.items() if count}
    record(VESSEL_LISTED, subject=vessel, by=by, data={"name": vessel.name, "places": told})
    return vessel


def _operating(by: Actor) -> tuple[Institution, CrossingParties]:
    check_permission(OPERATE, by.permissions)
    operator, parties = operator_of(by)
    # Two clicks at once wait for each other here, so that the second sees the first.
    Institution.objects.select_for_update(no_key=True).get(pk=operator.pk)
    return operator, parties
