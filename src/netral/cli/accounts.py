"""`netral accounts`: the first people of an institution, whom nobody on the site could let in."""

from typing import Annotated

import typer

from netral.cli.django_setup import database_group
from netral.config.errors import NetralError
from netral.foundation.accounts.actions import RoleRefused, invite
from netral.foundation.accounts.grants import approvers_for
from netral.foundation.accounts.queries import current_day
from netral.foundation.accounts.roles import roles
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM

app = database_group(__doc__)


class AccountsError(NetralError):
    """A person cannot be given a role from here."""


@app.command()
def first(
    email: Annotated[str, typer.Argument(help="Where she makes her password, by 'Lupa sandi' on the sign-in page.")],
    name: Annotated[str, typer.Argument(help="Her full name.")],
    role: Annotated[str, typer.Argument(help="A role's code, such as administrator or supervisor_member.")],
    institution: Annotated[str, typer.Argument(help="The institution's code, such as bawaslu.14.03.")],
    reason: Annotated[str, typer.Option(help="Why from here: the ledger keeps it.", prompt=True)],
) -> None:
    """Give somebody a role that no person on the site could approve; the reason is recorded."""
    place = Institution.objects.filter(code=institution).first()
    if place is None:
        raise AccountsError(f"No institution has the code {institution}. `netral institutions list` shows them.")
    asked = roles().get(role)
    if asked is not None and asked.is_sensitive and (approvers := approvers_for(asked, place, current_day(), set())):
        raise AccountsError(
            f"{len(approvers)} people in {approvers[0].institution.name} can approve this role. "
            "Let the account manager ask for it on the page 'Orang dan peran'."
        )
    if not reason.strip():
        raise AccountsError(
            "A role given from here needs its reason, because nobody approves it. Say it in a sentence."
        )
    day = current_day()
    try:
        given = invite(
            email=email, name=name, institution=place, role_code=role, valid_from=day, reason=reason.strip(), by=SYSTEM
        )
    except RoleRefused as refusal:
        raise AccountsError(str(refusal)) from refusal
    typer.echo(
        f"{given.user.name} is {role} in {place.name}. She makes her password by 'Lupa sandi' on the sign-in page."
    )
