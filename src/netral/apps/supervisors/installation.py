"""What follows a closed oath ceremony, taken up where it stopped: certificates, then postings, one after another."""

from uuid import UUID

from netral.apps.supervisors.actions.appointees import NobodyWaits, certify_sworn, post_sworn
from netral.apps.supervisors.domain.appointments import DECIDE, OathState
from netral.apps.supervisors.models import OathCeremony
from netral.apps.supervisors.queries.appointments import to_post
from netral.foundation.accounts.queries import actor_from, current_day, memberships_on
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import Actor


def install_sworn(ceremony_id: UUID) -> int:
    """Seal the certificates of a ceremony and post who was sworn in, in the name of who closed it; return how many.

    Each chunk of certificates and each posting is a transaction of its own, so that what is done stays done. Where
    whoever closed it holds her role no more, nobody is posted until another asks to continue.

    Raises:
        NoSealKey: the institution has no valid key.
    """
    with elevated("a job finds the ceremony it was left for"):
        related = ("decree__recruitment__institution", "decree__recruitment__election", "closed_by")
        ceremony = OathCeremony.objects.select_related(*related).get(pk=ceremony_id)
    actor = _closer(ceremony)
    if ceremony.state != OathState.CLOSED or actor is None:
        return 0
    with reading_as(actor):
        _certify(ceremony, actor)
        return _post(ceremony, actor)


def _certify(ceremony: OathCeremony, actor: Actor) -> None:
    try:
        while certify_sworn(ceremony=ceremony, by=actor):
            continue
    except NobodyWaits:
        return


def _post(ceremony: OathCeremony, actor: Actor) -> int:
    posted = 0
    for each in list(to_post(ceremony)):
        try:
            posted += post_sworn(appointee=each, by=actor).posting is not None
        except NobodyWaits:
            continue
    return posted


def _closer(ceremony: OathCeremony) -> Actor | None:
    """Return who closed a ceremony in the role in which she may still post; None where she holds it no more."""
    if ceremony.closed_by is None:
        return None
    held = memberships_on(ceremony.closed_by, current_day()).filter(institution=ceremony.decree.recruitment.institution)
    actors = (actor_from(each) for each in held)
    return next((actor for actor in actors if actor.may(DECIDE)), None)
