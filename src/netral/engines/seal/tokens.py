"""PKCS#11 tokens: cards and hardware modules that keep a private key and sign with it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from threading import RLock
from typing import TYPE_CHECKING, NoReturn, TypeVar, cast

import pkcs11
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass
from pkcs11.util.ec import encode_ec_public_key, encode_ecdsa_signature, encode_named_curve_parameters

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkcs11 import _pkcs11
    from pkcs11.types import PublicKey, Session, SignMixin

    from netral.engines.seal.secret import Secret

R = TypeVar("R")

# What a module says when the session, the login or the device itself went away, or came back unnoticed.
_LOST = (
    pkcs11.SessionHandleInvalid,
    pkcs11.SessionClosed,
    pkcs11.DeviceRemoved,
    pkcs11.DeviceError,
    pkcs11.TokenNotPresent,
    pkcs11.TokenNotRecognised,
    pkcs11.NoSuchToken,
    pkcs11.MultipleTokensReturned,
    pkcs11.SlotIDInvalid,
    pkcs11.UserNotLoggedIn,
    pkcs11.KeyHandleInvalid,
    pkcs11.ObjectHandleInvalid,
    pkcs11.OperationNotInitialized,
    pkcs11.GeneralError,
    pkcs11.FunctionFailed,
)
_PIN_REFUSED = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange, pkcs11.PinLocked, pkcs11.PinExpired)


class TokenError(Exception):
    """A token cannot be used; the message says why and what helps."""


@dataclass(eq=False)
class Token:
    """One token as this process uses it: a single login for all its keys, opened at need and again after a loss.

    A token knows one login for each process, so all signers of one token must share one `Token`. Any thread may use it.
    """

    module: str
    label: str
    pin: Secret
    _lock: RLock = field(default_factory=RLock, repr=False)
    _session: Session | None = field(default=None, repr=False)
    _keys: dict[str, SignMixin] = field(default_factory=dict, repr=False)
    _process: int = field(default_factory=os.getpid, repr=False)
    _pin_refused: bool = field(default=False, repr=False)

    def sign(self, key_label: str, digest: bytes) -> bytes:
        """The DER-encoded ECDSA signature over a SHA-256 digest.

        ECDSA over the finished digest is the mechanism that every module offers; the digest is made here.
        """
        return encode_ecdsa_signature(
            self._use(lambda session: self._private_key(session, key_label).sign(digest, mechanism=Mechanism.ECDSA))
        )

    def public_key(self, key_label: str) -> ec.EllipticCurvePublicKey:
        """The public half of a key in the token; raises TokenError."""
        return _loaded(self._use(lambda session: _public_key(session, key_label)), key_label)

    def generate(self, key_label: str) -> ec.EllipticCurvePublicKey:
        """Make a P-256 key inside the token, which can never leave it; raises TokenError."""
        return _loaded(self._use(lambda session: _generate(session, key_label)), key_label)

    def close(self) -> None:
        """Log out; the next use logs in again."""
        with self._lock:
            session, self._session = self._session, None
            self._keys.clear()
            if session is not None:
                # A session that was lost cannot be closed in order, and need not be.
                with suppress(pkcs11.PKCS11Error):
                    session.close()

    def _use(self, work: Callable[[Session], R]) -> R:
        with self._lock:
            if self._process != os.getpid():
                self._start_in_child()
            try:
                return work(self._opened())
            except _LOST:
                self.close()
            except pkcs11.PKCS11Error as error:
                raise TokenError(self._failed(error)) from error
            try:
                return work(self._opened(anew=True))
            except pkcs11.PKCS11Error as error:
                self.close()
                raise TokenError(self._failed(error)) from error

    def _failed(self, error: Exception) -> str:
        return f"The token {self.label!r} does not do what was asked ({_said(error)}). Check that it is connected."

    def _opened(self, *, anew: bool = False) -> Session:
        if self._session is None:
            self._session = self._open(anew=anew)
        return self._session

    def _open(self, *, anew: bool) -> Session:
        if self._pin_refused:
            self._refuse_pin()
        library = self._library(anew=anew)
        try:
            opened: Session = library.get_token(token_label=self.label).open(rw=True, user_pin=self.pin.reveal())
        except _PIN_REFUSED:
            self._pin_refused = True
        except (pkcs11.NoSuchToken, pkcs11.MultipleTokensReturned) as error:
            if not anew:
                raise
            message = f"Not one token is labelled {self.label!r} ({_said(error)}). Connect it, or check the label."
            raise TokenError(message) from error
        else:
            return opened
        # Outside the handler, so that no frame that held the PIN hangs on the error.
        return self._refuse_pin()

    def _refuse_pin(self) -> NoReturn:
        message = (
            f"The token {self.label!r} refused the PIN. It is not tried again, because a few wrong ones lock a token: "
            "set the right one and start anew."
        )
        raise TokenError(message)

    def _library(self, *, anew: bool) -> _pkcs11.lib:
        try:
            library = pkcs11.lib(self.module)
            if anew:
                # A module lists its tokens when it starts: one that was pulled and put back is found only then.
                library.reinitialize()
        except pkcs11.PKCS11Error as error:
            message = f"The PKCS#11 module {self.module} cannot be used: {error}. Check its path."
            raise TokenError(message) from error
        return library

    def _start_in_child(self) -> None:
        # A session does not survive a fork: the standard has the child start the module itself.
        self._process, self._session = os.getpid(), None
        self._keys.clear()
        self._library(anew=True)

    def _private_key(self, session: Session, label: str) -> SignMixin:
        if label not in self._keys:
            try:
                found = session.get_key(object_class=ObjectClass.PRIVATE_KEY, key_type=KeyType.EC, label=label)
            except (pkcs11.NoSuchKey, pkcs11.MultipleObjectsReturned) as error:
                raise TokenError(_missing(self.label, label, error)) from error
            self._keys[label] = cast("SignMixin", found)
        return self._keys[label]


def _public_key(session: Session, label: str) -> bytes:
    try:
        key = session.get_key(object_class=ObjectClass.PUBLIC_KEY, key_type=KeyType.EC, label=label)
    except (pkcs11.NoSuchKey, pkcs11.MultipleObjectsReturned) as error:
        raise TokenError(_missing(session.token.label, label, error)) from error
    return encode_ec_public_key(cast("PublicKey", key))


def _generate(session: Session, label: str) -> bytes:
    if next(iter(session.get_objects({Attribute.LABEL: label})), None) is not None:
        message = f"The token already holds something labelled {label!r}. Choose another label."
        raise TokenError(message)
    curve = {Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
    parameters = session.create_domain_parameters(KeyType.EC, curve, local=True)
    public, _ = parameters.generate_keypair(store=True, label=label, id=os.urandom(8))
    return encode_ec_public_key(public)


def _loaded(der: bytes, label: str) -> ec.EllipticCurvePublicKey:
    key = load_der_public_key(der)
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        message = f"The key {label!r} is not on the curve P-256, which seals are made with."
        raise TokenError(message)
    return key


def _missing(token: str, label: str, error: Exception) -> str:
    return f"The token {token!r} holds no single EC key labelled {label!r} ({_said(error)}). Check the label."


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__
