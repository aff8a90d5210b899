"""What the public sees of the selection: the announced names, and a form for a comment on one of them."""

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from netral.apps.supervisors.actions.comments import EVIDENCE, send_comment
from netral.apps.supervisors.forms.comments import MOST_FILES, CommentForm
from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.models import PublicComment
from netral.apps.supervisors.queries.comments import (
    announced,
    announcements as announcements_of,
    commentable,
    names_of,
    receipt_of,
    results_of,
)
from netral.apps.supervisors.queries.selection import comments_taken
from netral.apps.supervisors.tables.selection import AnnouncementTable
from netral.foundation.accounts.access import actor_of, public
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.files.domain import purposes
from netral.foundation.institutions.queries import zone_at
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import ran


@public
@require_GET
def announcements(request: HttpRequest) -> HttpResponseBase:
    """List the recruitments whose names are public."""
    with elevated("names that were announced to everybody"):
        return table_response(
            request, AnnouncementTable(announcements_of()), template="supervisors/comments/announcements.html"
        )


@public
@require_GET
def announcement(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show the names that passed the check, and in the end the results."""
    with elevated("names that were announced to everybody"):
        try:
            row = announced(ident)
        except ObjectDoesNotExist as error:
            raise Http404 from error
        context = {
            "recruitment": row,
            "post": POSTS[row.post],
            "names": names_of(row),
            "results": results_of(row),
            "taken": comments_taken(row),
        }
        return render(request, "supervisors/comments/announcement.html", context)


@public
@form_page
@takes_bytes(MOST_FILES * purposes()[EVIDENCE].limit)
@never_cache
def comment(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take a comment on an announced name while comments are taken."""
    with elevated("an announced name, which anybody may comment on"):
        try:
            row = commentable(ident)
        except ObjectDoesNotExist as error:
            raise Http404 from error
        context = {"name": row.name, "village": row.village.name, "recruitment": row.recruitment}
        if not comments_taken(row.recruitment):
            return render(request, "supervisors/comments/closed.html", context, status=403)
    form = CommentForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    sent: list[PublicComment] = []

    def send() -> None:
        said = form.cleaned_data
        sent.append(
            send_comment(
                application=row,
                author=said["nama"],
                contact=said["kontak"],
                text=said["tanggapan"],
                files=form.files_sent(),
                by=actor_of(request),
            )
        )

    if form.is_bound and ran(form, send, file_at=form.file_field):
        return redirect("comment_sent", sent[0].pk)
    status = 422 if form.is_bound else 200
    return render(request, "supervisors/comments/form.html", {**context, "form": form}, status=status)


@public
@require_GET
@never_cache
def sent(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show the number of a comment that was sent, and nothing of its words."""
    with elevated("the address that only its sender was led to"):
        try:
            row = receipt_of(ident)
        except ObjectDoesNotExist as error:
            raise Http404 from error
        zone = zone_at(row.application.recruitment.institution).key
        context = {"number": row.number, "sent_at": row.sent_at, "zone": zone}
        return render(request, "supervisors/comments/sent.html", context)
