"""Sealed papers of one thing: sealed in the institution's name, or found again."""

from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.actors import Actor
from netral.foundation.seals.actions.documents import NoSealKey, seal_document
from netral.foundation.seals.issue import Builder, DocumentDraft
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import documents_about


def seal_paper(draft: DocumentDraft, pdf: Builder, by: Actor) -> SealedDocument:
    """Seal a paper without which a step does not count.

    Raises:
        StepRefused: the institution has no key that may seal now.
    """
    try:
        return seal_document(draft=draft, pdf=pdf, by=by)
    except NoSealKey as refusal:
        raise StepRefused("%(words)s", words=str(refusal)) from refusal


def paper_about(row: ScopedModel) -> SealedDocument | None:
    """Return the sealed paper about a row, as far as the reader may see it."""
    return next(documents_about(row._meta.label_lower, str(row.pk)), None)
