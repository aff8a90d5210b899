"""Refusals of a step in the reader's language."""

from django.utils.translation import gettext

from netral.engines.steps.table import StepRefused


def message_of(refusal: StepRefused) -> str:
    """Return what a refusal says, in the language of the page."""
    words = gettext(refusal.template)
    return words % refusal.values if refusal.values else words
