"""The sealed pledges of many as one ZIP."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import slugify

from netral.apps.pledges.models import Pledge
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger.actors import Actor
from netral.foundation.seals.bundles import Bundled, bundle_of
from netral.foundation.seals.queries import pdf_of

HEADS = ("berkas", "nama", "nip", "unit", "ditandatangani", "kode", "sha256")


def archive_of(pledges: QuerySet[Pledge], reader: Actor) -> Iterator[bytes]:
    """Yield a ZIP of the pledges' documents, and last the list of what it holds."""

    def read(idents: Sequence[UUID]) -> list[Bundled]:
        found = {pledge.pk: pledge for pledge in pledges.filter(pk__in=idents)}
        rows = [found[ident] for ident in idents if ident in found]
        return [(_line(pledge), pdf_of(pledge.document)) for pledge in rows if pledge.document]

    with reading_as(reader):
        idents = list(pledges.values_list("pk", flat=True))
    return bundle_of(idents, read, HEADS, reader)


def _line(pledge: Pledge) -> list[str]:
    document = pledge.document
    code, sha256 = (document.shown_code, document.sha256) if document else ("", "")
    name = f"{slugify(pledge.unit.name)[:60]}/{slugify(pledge.person.name)[:60]}-{code}.pdf"
    signed = pledge.signed_at.isoformat(timespec="seconds") if pledge.signed_at else ""
    return [name, pledge.person.name, pledge.person.nip, pledge.unit.name, signed, code, sha256]
