"""The clocks of kiosks: whatever they show, a confirmation lies between opening and arrival."""

from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st

from netral.foundation.ceremonies.protocol import Clocks, Entry, EntryKind, milliseconds
from netral.foundation.ledger.identifiers import uuid7

MOMENT = datetime(2024, 10, 7, 10, 12, tzinfo=ZoneInfo("Asia/Jakarta"))


@given(ahead=st.integers(-(10**9), 10**9), noted=st.integers(-(10**9), 10**9), late=st.integers(0, 10**6))
def test_a_corrected_time_never_lies_outside_what_can_be(ahead: int, noted: int, late: int) -> None:
    received = datetime.fromtimestamp(MOMENT.timestamp() + late, MOMENT.tzinfo)
    entry = Entry(uuid7(), bytes(32), EntryKind.CONFIRM, (), "", milliseconds(MOMENT) + ahead, noted, b"")
    found = Clocks(MOMENT, received).corrected(entry)
    assert MOMENT <= found <= received
    if ahead == noted:
        assert abs((found - MOMENT).total_seconds()) < 0.01
