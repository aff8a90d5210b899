"""Template tags of the selection: `{% load selection %}`."""

from typing import Any

from django import template
from django.urls import reverse

from netral.apps.supervisors.domain.selection import SelectionVerb
from netral.apps.supervisors.dossier import Dossier, dossier_of
from netral.apps.supervisors.models import Application
from netral.apps.supervisors.views.candidates import STEP_PAGES
from netral.foundation.accounts.access import actor_of

register = template.Library()


@register.simple_tag(takes_context=True)
def selection_of(context: template.Context, application: Application) -> Dossier:
    """Return what the reader may see of the selection of an application."""
    return dossier_of(application, actor_of(context["request"]))


@register.simple_tag
def selection_steps(dossier: Dossier, application: Application) -> list[dict[str, Any]]:
    """Return the steps that are the reader's now, with their addresses; a comment is weighed at its own place."""
    pages = [STEP_PAGES[verb] for verb in dossier.verbs if verb is not SelectionVerb.WEIGH]
    return [{"title": page.title, "url": reverse(page.route, args=[application.pk])} for page in pages]
