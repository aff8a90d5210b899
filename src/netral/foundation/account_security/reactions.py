"""What an account's owner is told when something about signing in changes."""

from netral.foundation.account_security.links import password_link
from netral.foundation.accounts.events import GRAVE_CHANGES, ROLE_APPROVED, ROLE_ASKED, ROLE_LAPSED, ROLE_REFUSED
from netral.foundation.accounts.grants import approvers_of
from netral.foundation.accounts.models import RoleRequest, User
from netral.foundation.accounts.queries import current_day, holding_on
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import on
from netral.foundation.notices.actions import notify


def _tell_owner_of(kind: EventKind) -> None:
    """Let an account's owner hear of every change of a kind, at the address that was and is hers."""

    @on(kind)
    def tell_owner(event: Event) -> None:
        user = User.objects.get(pk=event.subject_id)
        context = {"name": user.name, "change": kind.label, "at": event.at, "password": password_link()}
        notify(to=user, template="account_security/changed", context=context, key=f"account-{event.pk}", by=SYSTEM)


for _change in GRAVE_CHANGES:
    _tell_owner_of(_change)


@on(ROLE_ASKED)
def tell_of_request(event: Event) -> None:
    """Tell everybody whom a role concerns that it was asked for: approvers, its holder, who works there."""
    asked = RoleRequest.objects.select_related("user", "asked_by", "institution").get(pk=event.subject_id)
    _tell(asked, "role_asked", [each.user for each in approvers_of(asked, current_day())], event)


def _tell_of_answer(kind: EventKind) -> None:
    """Tell the same people what became of a role that was asked for."""

    @on(kind)
    def tell(event: Event) -> None:
        asked = RoleRequest.objects.select_related("user", "asked_by", "institution").get(pk=event.subject_id)
        _tell(asked, "role_answered", [], event)


for _outcome in (ROLE_APPROVED, ROLE_REFUSED, ROLE_LAPSED):
    _tell_of_answer(_outcome)


def _tell(asked: RoleRequest, template: str, others: list[User], event: Event) -> None:
    colleagues = [each.user for each in holding_on(current_day()).filter(institution=asked.institution)]
    for user in {each.pk: each for each in (asked.user, asked.asked_by, *others, *colleagues)}.values():
        notify(
            to=user,
            template=f"account_security/{template}",
            context={"name": user.name, "asked": asked},
            key=f"{template}-{event.pk}-{user.pk}",
            by=SYSTEM,
        )
