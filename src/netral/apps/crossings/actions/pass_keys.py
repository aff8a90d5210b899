"""Making the key with which a government signs passes."""

from netral.apps.crossings.events import PASS_KEY_MADE
from netral.apps.crossings.models import PassSigner
from netral.apps.crossings.queries.parties import parties_of
from netral.engines.passes.keys import PassKey
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.ledger.rehearsal import end_rehearsal
from netral.foundation.seals.keyfiles import store_encrypted


@action
def make_signer(*, government: Institution, by: Actor) -> PassSigner:
    """Make the key that signs a government's passes from now on; one it had before still verifies those it signed.

    The private half lies in a file that only the password of the seal keys opens.
    """
    end_rehearsal()
    Institution.objects.select_for_update(no_key=True).get(pk=government.pk)
    with elevated("a key is made at need, whoever caused the need"):
        moment = now()
        PassSigner.objects.filter(government=government, signs_until=None).update(signs_until=moment)
        key = PassKey.generate()
        signer: PassSigner = PassSigner.objects.create(
            scopes=parties_of(str(government.region_id)).scopes,
            government=government,
            key_identifier=key.public.identifier.hex(),
            public_key=key.public.der,
            key_file=store_encrypted(
                f"pas-{key.public.identifier.hex()}.pem", lambda password: key.dump(password.encode())
            ),
            made_at=moment,
        )
        facts = {"government": government.path, "key": signer.key_identifier}
        record(PASS_KEY_MADE, subject=signer, by=by, data=facts)
    return signer
