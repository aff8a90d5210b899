"""Posters and cards for everybody: one act on each, as PDF and as a picture."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_GET

from netral.apps.learning import curriculum
from netral.apps.learning.posters import FORMATS, MEDIA, Local, Order, printed
from netral.apps.learning.queries.texts import governments_with_texts, local_texts_on
from netral.foundation.accounts.access import public
from netral.foundation.institutions.models import Institution


@public
@require_GET
def posters(request: HttpRequest) -> HttpResponse:
    """List every act with its poster and its cards, in the words of a region when one is chosen."""
    governments = governments_with_texts()
    government = _government(request, governments)
    context = {
        "subjects": curriculum.subjects(),
        "governments": governments,
        "government": government,
        "query": f"?daerah={government.pk}" if government else "",
    }
    return render(request, "learning/posters.html", context)


@public
@require_GET
def poster(request: HttpRequest, act: str, file: str) -> HttpResponse:
    """Send the poster or the cards of an act."""
    size, _dot, kind = file.partition(".")
    if size not in FORMATS or kind not in MEDIA or act not in curriculum.subjects():
        raise Http404
    government = _government(request, governments_with_texts())
    texts = local_texts_on(act, government.pk) if government else []
    # Posters are in Indonesian, whatever language the page is read in.
    with translation.override("id"):
        sheet = curriculum.sheet(act)
    local = tuple(Local(each.language, each.text) for each in texts)
    order = Order(sheet, size, kind, local, government.name if government else "")
    response = HttpResponse(printed(order), content_type=MEDIA[kind])
    response["Content-Disposition"] = f'attachment; filename="netral-{act}-{size}.{kind}"'
    return response


def _government(request: HttpRequest, known: list[Institution]) -> Institution | None:
    try:
        wanted = UUID(request.GET.get("daerah", ""))
    except ValueError:
        return None
    return next((each for each in known if each.pk == wanted), None)
