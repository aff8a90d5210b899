"""The services outside that seals may use, as the settings name them: a timestamp authority, and BSrE."""

import logging
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from django.conf import settings
from django.utils.translation import gettext as _

from netral.engines.seal import bsre_service, timestamps
from netral.engines.seal.bsre_service import BsreService
from netral.engines.seal.certificates import CredentialError, load_chain
from netral.engines.seal.timestamps import HttpTimeStamper

logger = logging.getLogger(__name__)


class ServiceNotSet(Exception):
    """A service outside is asked for that the settings do not name, or not wholly."""


def bsre() -> BsreService:
    """Return the national e-signature service.

    Raises:
        ServiceNotSet: an address, user, password or the authority's certificates are missing.
    """
    needed = {
        "NETRAL_BSRE_URL": settings.BSRE_URL,
        "NETRAL_BSRE_USER": settings.BSRE_USER,
        "NETRAL_BSRE_PASSWORD": settings.BSRE_PASSWORD,
        "NETRAL_BSRE_ROOTS": settings.BSRE_ROOTS,
    }
    missing = [name for name, value in needed.items() if not value]
    if missing:
        raise ServiceNotSet(
            _("Tanda tangan lewat BSrE belum dipasang di sini. Minta pengelola sistem mengisi %(missing)s.")
            % {"missing": ", ".join(missing)}
        )
    limits = bsre_service.Limits(connect=settings.BSRE_CONNECT_SECONDS, total=settings.BSRE_SIGN_SECONDS)
    return BsreService(
        settings.BSRE_URL,
        settings.BSRE_USER,
        settings.BSRE_PASSWORD,
        settings.BSRE_VERSION,
        limits,
        settings.BSRE_CA_FILE,
    )


def bsre_roots() -> tuple[x509.Certificate, ...]:
    """Return the certificates of the authority above BSrE's signers; none while BSrE is not set.

    Raises:
        ServiceNotSet: the file that should hold them does not.
    """
    return _certificates(settings.BSRE_ROOTS)


def authority() -> HttpTimeStamper:
    """Return the timestamp authority.

    Raises:
        ServiceNotSet: its address or its certificates are missing.
    """
    if not settings.SEAL_AUTHORITY_URL or not settings.SEAL_AUTHORITY_ROOTS:
        raise ServiceNotSet(
            _("Segel %(level)s memerlukan cap waktu. Minta pengelola sistem mengisi %(missing)s.")
            % {"level": settings.SEAL_LEVEL, "missing": "NETRAL_TSA_URL, NETRAL_TSA_ROOTS"}
        )
    limits = timestamps.Limits(total=settings.SEAL_AUTHORITY_SECONDS)
    return HttpTimeStamper(settings.SEAL_AUTHORITY_URL, authority_roots(), limits)


def authority_roots() -> tuple[x509.Certificate, ...]:
    """Return the certificates that timestamps are checked against; none while no authority is set."""
    return _certificates(settings.SEAL_AUTHORITY_ROOTS)


def roots_for_reading() -> tuple[tuple[x509.Certificate, ...], tuple[x509.Certificate, ...]]:
    """Return the roots of BSrE and of the timestamp authority for a check, which a broken file must not stop."""
    return _readable(settings.BSRE_ROOTS), _readable(settings.SEAL_AUTHORITY_ROOTS)


def _readable(path: str) -> tuple[x509.Certificate, ...]:
    try:
        return _certificates(path)
    except ServiceNotSet as error:
        logger.error("%s", error)
        return ()


@lru_cache(maxsize=8)
def _certificates(path: str) -> tuple[x509.Certificate, ...]:
    if not path:
        return ()
    try:
        return load_chain(Path(path).read_text())
    except (OSError, ValueError, CredentialError) as error:
        raise ServiceNotSet(
            _("Berkas sertifikat %(path)s tidak bisa dibaca: %(error)s") % {"path": path, "error": error}
        ) from error
