"""The presses of this process: a form in the hands of an institution's key, set in type once and kept."""

from functools import lru_cache

from netral.engines.seal.pdf_template.forms import Form
from netral.engines.seal.pdf_template.template_signer import TemplateSigner
from netral.engines.seal.signers import Signer
from netral.foundation.seals.keyfiles import signer_of
from netral.foundation.seals.models import SealKey

# Setting a form in type costs as much as sealing some thousands; a province has some dozens of forms open at a time.
KEPT_READY = 64


def press_of(form: Form, key: SealKey) -> TemplateSigner:
    """Return the press for a form and a key; raises KeyUnavailable."""
    return _press(form, signer_of(key))


@lru_cache(maxsize=KEPT_READY)
def _press(form: Form, signer: Signer) -> TemplateSigner:
    return TemplateSigner(form, signer)
