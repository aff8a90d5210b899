"""The certificates of one ceremony as a ZIP."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.text import slugify

from netral.apps.supervisors.models import OathCeremony
from netral.apps.supervisors.queries.appointments import sworn_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.seals.bundles import Bundled, bundle_of
from netral.foundation.seals.queries import pdf_of

HEADS = ("berkas", "nama", "wilayah", "kode", "sha256")


def certificates_of(ceremony: OathCeremony, reader: Actor) -> Iterator[bytes]:
    """Yield a ZIP of the certificates, in the order of the decree, and last the list of what it holds."""

    def read(idents: Sequence[UUID]) -> list[Bundled]:
        bundled = []
        for row in sworn_at(ceremony).filter(pk__in=idents):
            if (document := row.certificate) is not None:
                name, area = row.application.name, str(row.application.vacancy)
                file = f"{row.order:04d}-{slugify(name)[:60]}-{document.shown_code}.pdf"
                bundled.append(([file, name, area, document.shown_code, document.sha256], pdf_of(document)))
        return bundled

    idents = list(sworn_at(ceremony).exclude(certificate=None).values_list("pk", flat=True))
    return bundle_of(idents, read, HEADS, reader)
