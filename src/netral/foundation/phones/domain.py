"""How a phone is enrolled: a code that lives for a while, then a secret of its own, until it is revoked."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from netral.engines.steps.table import StepRefused, Table, Transition, gettext_noop as _

# Long enough to walk home and type it, short enough that a forgotten slip opens nothing.
CODE_LIFE = timedelta(hours=48)
# Letters and digits that nobody mistakes for one another when they are read out.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH, LOGIN_LENGTH = 12, 8
MOST_DEVICES = 5
# Whoever sends a code twice within this time pressed twice, or the answer was lost on the way.
SECOND_SENDING = timedelta(minutes=2)
# Two clocks that differ by less are taken to agree.
AGREEING = timedelta(minutes=5)
_REVOKED_BEFORE = _("Perangkat ini sudah dicabut sebelumnya.")


class DeviceState(StrEnum):
    """Where a device stands."""

    INVITED = "invited"
    ENROLLED = "enrolled"
    REVOKED = "revoked"


class DeviceVerb(StrEnum):
    """What an office can do with a device."""

    REVOKE = "revoke"


def revocations(permission: str) -> Table[DeviceState, DeviceVerb]:
    """Return how devices are revoked by those who hold a permission."""
    living = (DeviceState.INVITED, DeviceState.ENROLLED)
    rows = (Transition(state, DeviceVerb.REVOKE, DeviceState.REVOKED, permission) for state in living)
    return Table(rows, _REVOKED_BEFORE)


def new_code() -> str:
    """Return a code to type once: 12 letters and digits, 59 bits."""
    return "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))


def new_login() -> str:
    """Return the name a device goes by."""
    return "hp-" + "".join(secrets.choice(ALPHABET) for _place in range(LOGIN_LENGTH)).lower()


def shown_code(code: str) -> str:
    """Return a code in groups of four, as it is read out and typed."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def tidy_code(typed: str) -> str:
    """Return a code as it was given, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter in ALPHABET)


def check_code(state: DeviceState, until: datetime, at: datetime) -> None:
    """Refuse a code that was used, revoked or has run out."""
    if state is DeviceState.ENROLLED:
        raise StepRefused(_("Kode ini sudah dipakai di satu perangkat. Minta kode baru untuk perangkat ini."))
    if state is DeviceState.REVOKED:
        raise StepRefused(_("Kode ini sudah dicabut. Minta kode baru kepada kantor Anda."))
    if at >= until:
        raise StepRefused(_("Kode ini sudah habis masanya (48 jam). Minta kode baru kepada kantor Anda."))


def check_revocation(state: DeviceState) -> None:
    """Refuse to revoke a device twice."""
    if state is DeviceState.REVOKED:
        raise StepRefused(_REVOKED_BEFORE)


def check_reason(words: str) -> None:
    """Refuse to revoke a device without saying why."""
    if not words.strip():
        raise StepRefused(_("Alasannya belum ditulis. Tulis satu kalimat, misalnya: ponsel hilang."))


def check_few(number: int) -> None:
    """Refuse one more device for somebody who has as many as anybody needs."""
    if number >= MOST_DEVICES:
        raise StepRefused(
            _("Sudah ada %(number)s perangkat. Cabut perangkat yang tidak dipakai, lalu buat kode baru."), number=number
        )


def clock_ahead(device: datetime | None, server: datetime) -> timedelta:
    """Return by how much a device's clock ran ahead of the server's; nothing where they agree or none was told."""
    if device is None or abs(device - server) <= AGREEING:
        return timedelta(0)
    return device - server
