"""The documents that came with a form, each by the field it was asked for in."""

from typing import Any

from django.http import HttpRequest

from netral.apps.supervisors.view_models import FIELDS


def uploads_in(request: HttpRequest) -> list[tuple[str, Any]]:
    """Return the files of a request with their kinds; an empty field is none."""
    return [(kind.value, upload) for kind, field in FIELDS.items() for upload in request.FILES.getlist(field)]
