"""Keys in devices, timestamp authorities and the national e-signature service: all off until somebody names them."""

import os

from netral.config.errors import NetralError
from netral.config.settings.environment import flag
from netral.engines.seal.levels import Level
from netral.engines.seal.secret import Secret


def _level(name: str) -> Level:
    value = os.environ.get(name, Level.BASIC)
    try:
        return Level(value)
    except ValueError:
        known = ", ".join(Level)
        raise NetralError(f"{name}={value!r} is no level of a seal. Choose one of {known}.") from None


def _seconds(name: str, default: str) -> float:
    value = os.environ.get(name, default)
    try:
        return float(value)
    except ValueError:
        raise NetralError(f"{name}={value!r} is no number of seconds.") from None


def _version(name: str) -> int:
    value = os.environ.get(name, "2")
    if value not in {"1", "2"}:
        raise NetralError(f"{name}={value!r} is no version of BSrE's interface. Set it to 1 or 2.")
    return int(value)


# The PKCS#11 module of the card or hardware module, the label of the token in it, and its PIN.
SEAL_TOKEN_MODULE = os.environ.get("NETRAL_PKCS11_MODULE", "")
SEAL_TOKEN_LABEL = os.environ.get("NETRAL_PKCS11_TOKEN", "")
SEAL_TOKEN_PIN = Secret(os.environ.get("NETRAL_PKCS11_PIN", ""))

# What single documents carry beside their signature; above B-B, an authority stamps each.
SEAL_LEVEL = _level("NETRAL_SEAL_LEVEL")
SEAL_AUTHORITY_URL = os.environ.get("NETRAL_TSA_URL", "")
SEAL_AUTHORITY_ROOTS = os.environ.get("NETRAL_TSA_ROOTS", "")
SEAL_AUTHORITY_SECONDS = _seconds("NETRAL_TSA_SECONDS", "15")
# On: when the authority fails, the seal is a basic one and its event says so. Off: nothing is sealed.
SEAL_BASIC_WITHOUT_AUTHORITY = flag("NETRAL_TSA_OPTIONAL")

BSRE_URL = os.environ.get("NETRAL_BSRE_URL", "")
BSRE_USER = os.environ.get("NETRAL_BSRE_USER", "")
BSRE_PASSWORD = Secret(os.environ.get("NETRAL_BSRE_PASSWORD", ""))
BSRE_VERSION = _version("NETRAL_BSRE_VERSION")
# The certificates of the authority above BSrE's signers; without them nobody could tell a true answer from a false one.
BSRE_ROOTS = os.environ.get("NETRAL_BSRE_ROOTS", "")
BSRE_CA_FILE = os.environ.get("NETRAL_BSRE_CA", "")
BSRE_CONNECT_SECONDS = _seconds("NETRAL_BSRE_CONNECT_SECONDS", "7")
BSRE_SIGN_SECONDS = _seconds("NETRAL_BSRE_SIGN_SECONDS", "60")
