"""A passkey in software: it answers the site's challenge as a phone or a security key would."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

CREDENTIAL = b"passkey of the tests"


def registration(options: Mapping[str, Any], origin: str) -> str:
    """Return what a browser posts once its owner has touched the key."""
    asked = options["publicKey"]
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    point = ec.generate_private_key(ec.SECP256R1()).public_key().public_numbers()
    # COSE: key type 2 (elliptic curve), algorithm -7 (ES256), curve 1 (P-256) and its point.
    public = ES256({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)})
    data = AuthenticatorData.create(
        rp_id_hash=hashlib.sha256(asked["rp"]["id"].encode()).digest(),
        flags=flags,
        counter=0,
        credential_data=AttestedCredentialData.create(Aaguid.NONE, CREDENTIAL, public),
    )
    client = CollectedClientData.create(
        type=CollectedClientData.TYPE.CREATE, challenge=asked["challenge"], origin=origin
    )
    return json.dumps(
        {
            "id": websafe_encode(CREDENTIAL),
            "rawId": websafe_encode(CREDENTIAL),
            "type": "public-key",
            "response": {
                "clientDataJSON": websafe_encode(client),
                "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            },
            "clientExtensionResults": {},
        }
    )
