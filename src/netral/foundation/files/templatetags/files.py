"""Template tags of stored files: `{% load files %}`."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from netral.foundation.accounts.access import actor_of
from netral.foundation.files import access, copies, labels
from netral.foundation.files.models import StoredFile

register = template.Library()


@register.simple_tag
def misnamed(file: Any) -> str:
    """Say that a file is not what its name claims; takes a stored file or one of a draft."""
    return labels.misnamed(file.claimed, file.media_type)


@register.simple_tag(takes_context=True)
def stored_file(context: template.Context, file: StoredFile) -> SafeString:
    """Name a stored file, linked for who may open it, with what a reader must know before she does."""
    actor = actor_of(context["request"])
    return render_to_string(
        "files/parts/stored_file.html",
        {
            "file": file,
            "may_open": actor.may("files.view") and access.holds_permission(file.purpose, actor),
            "misnamed": labels.misnamed(file.claimed, file.media_type),
            "as_pictures": copies.is_copied(file) and copies.kind_of(file.media_type) == "pdf",
            "as_sent": copies.circulates(file) and not copies.is_copied(file),
        },
    )
