"""The door of the port officers' app: which phone speaks."""

from netral.apps.crossings.actions.phones import note_port_phone_seen, note_port_phone_wiped
from netral.apps.crossings.models import PortPhone
from netral.apps.crossings.queries.phones import actor_behind, phone_by_login, secret_of
from netral.foundation.phones.door import PhoneDoor

PORT_DOOR: PhoneDoor[PortPhone] = PhoneDoor(
    phone_by_login, secret_of, actor_behind, note_port_phone_seen, note_port_phone_wiped
)
