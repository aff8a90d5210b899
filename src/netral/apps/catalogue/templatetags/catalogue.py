"""Template filters of the catalogue: `{% load catalogue %}`."""

from django import template

from netral.apps.catalogue.labels import Titled, title_of

register = template.Library()


@register.filter
def titled(row: Titled) -> str:
    """Write the title of a row of law in the reader's language."""
    return title_of(row)
