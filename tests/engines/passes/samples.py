"""Passes to test with, by keys made from fixed numbers, so that every run sees the same."""

from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import strategies as st

from netral.engines.passes.claims import Boarding, HolderRole, PassClaims
from netral.engines.passes.keys import KeyRing, PassKey

MORNING = datetime(2024, 10, 7, 1, tzinfo=UTC)


def key_of(number: int) -> PassKey:
    """Return the key that a number makes."""
    return PassKey.of(ec.derive_private_key(number, ec.SECP256R1()))


KEY, OTHER = key_of(7), key_of(8)
RING = KeyRing([KEY.public])
CLAIMS = PassClaims(
    serial=100_001,
    name="Siti Rahmawati",
    crossing="AP-SS",
    valid_from=MORNING,
    valid_until=MORNING + timedelta(hours=6),
    role=HolderRole.VILLAGE_SUPERVISOR,
    boarding=Boarding.CAR,
    plate="BM1234XY",
    departs_at=MORNING + timedelta(hours=3),
    companions=2,
)

_moments = st.integers(0, 2**31).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
_words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=12
)


@st.composite
def some_claims(draw: st.DrawFn) -> PassClaims:
    """Draw claims that a pass can carry, once its name is fitted."""
    begins = draw(_moments)
    minutes = draw(st.integers(1, 60 * 24 * 120))
    boarding = draw(st.sampled_from(Boarding))
    name = " ".join(draw(st.lists(_words, min_size=1, max_size=5)))
    return PassClaims(
        serial=draw(st.integers(1, 2**32 - 1)),
        name=name.encode()[:60].decode(errors="ignore"),
        crossing=draw(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789", min_size=1, max_size=8)),
        valid_from=begins,
        valid_until=begins + timedelta(minutes=minutes),
        role=draw(st.sampled_from(HolderRole)),
        boarding=boarding,
        plate=""
        if boarding is Boarding.FOOT
        else draw(st.from_regex(r"[A-Z]{1,2}[0-9]{1,4}[A-Z]{0,3}", fullmatch=True)),
        departs_at=draw(st.none() | st.integers(0, minutes).map(lambda each: begins + timedelta(minutes=each))),
        companions=draw(st.integers(0, 99)),
    )
