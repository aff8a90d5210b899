"""Words for what a case only stores as a code: `{% load cases %}`."""

from django import template

from netral.apps.cases.labels import FINDINGS

register = template.Library()


@register.filter
def finding(code: str) -> str:
    """Say a finding in words."""
    return str(FINDINGS.get(code, code))
