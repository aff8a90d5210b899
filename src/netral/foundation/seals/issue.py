"""What an app hands over to have a document sealed, and what its builder is told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from netral.engines.seal.documents.blocks import OfficialDocument, SealNote
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import Subject
from netral.foundation.seals.domain import show_code
from netral.foundation.seals.models import address_of


@dataclass(frozen=True)
class DocumentDraft:
    """A document to be sealed: what it is, who issues it, what it is about, what anyone with its code may read.

    `facts` are pairs of label and value in the order shown; nothing personal belongs there that its code's
    holder may not know.
    """

    kind: str
    title: str
    institution: Institution
    subject: Subject
    scopes: Sequence[str]
    facts: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Issue:
    """What a builder must know to print the document: its code, the address in the QR symbol, the time."""

    code: str
    issued_at: datetime
    institution: Institution

    @property
    def shown_code(self) -> str:
        """Return the code as people read it."""
        return show_code(self.code)

    @property
    def url(self) -> str:
        """Return the address that the QR symbol holds."""
        return address_of(self.code)

    @property
    def note(self) -> SealNote:
        """Return the verification box for an `OfficialDocument`."""
        sentence = _(
            "Disegel secara elektronik oleh %(institution)s. Pindai kode atau buka alamat ini untuk memeriksa keaslian "
            "dokumen. Cetakan adalah salinan."
        )
        return SealNote(self.url, self.shown_code, sentence % {"institution": self.institution.name})


def sealing_actor(institution: Institution) -> Actor:
    """Return the institution as the one who seals.

    The opening of a sealing goes into public proofs, so it names no person; who pressed the button stands in the
    event of the action around it.
    """
    return Actor("system", institution.path, institution.name, institution.pk)


Builder = Callable[[Issue], bytes | OfficialDocument]


@dataclass(frozen=True)
class Printed:
    """A document for the press: what a draft says, and the texts for the form's slots once code and time are known."""

    draft: DocumentDraft
    values: Callable[[Issue], Mapping[str, str]]
