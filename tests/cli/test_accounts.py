"""The first people of an institution come from the shell, with a reason, and only where nobody could approve them."""

import pytest
from typer.testing import CliRunner

from netral.cli.accounts import AccountsError, app
from netral.foundation.accounts.models import Membership, User
from netral.foundation.ledger.models import Event
from tests.ground import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]
PLACE = "bawaslu.14.03"
WHY = "Lembaga baru, belum ada siapa pun."


def first(role: str, place: str = PLACE, *, email: str = "Ratna@contoh.test", reason: str = WHY) -> str:
    words = ["first", email, "Ratna Dewi", role, place, "--reason", reason]
    return CliRunner().invoke(app, words, catch_exceptions=False).stdout


@pytest.mark.parametrize("role", ["administrator", "supervisor_member"])
def test_whom_nobody_could_approve_is_given_her_role_with_the_reason(role: str) -> None:
    person("administrator", "pemda.14.03.bkpsdm")
    assert "Ratna Dewi" in first(role)
    held = Membership.objects.get(user__email="ratna@contoh.test")
    assert (held.role_code, held.institution.path) == (role, PLACE)
    granted = Event.objects.get(kind="account.role_granted", subject_id=str(held.pk))
    assert (granted.actor, granted.data["reason"]) == ("system:", WHY)
    assert not held.user.has_usable_password()


@pytest.mark.parametrize("above", [PLACE, "bawaslu.14"])
def test_a_reader_of_reports_whom_somebody_can_approve_is_refused(above: str) -> None:
    person("supervisor_member", above)
    with pytest.raises(AccountsError, match="Orang dan peran"):
        first("supervisor_officer")
    assert not User.objects.filter(email="ratna@contoh.test").exists()


@pytest.mark.parametrize(
    ("role", "place", "reason", "words"),
    [
        ("administrator", "bawaslu.99", WHY, "No institution has the code"),
        ("personnel_officer", PLACE, WHY, "tidak ada di lembaga"),
        ("no_such_role", PLACE, WHY, "tidak ada di lembaga"),
        ("administrator", PLACE, "  ", "needs its reason"),
    ],
)
def test_a_refusal_leaves_no_account_behind(role: str, place: str, reason: str, words: str) -> None:
    with pytest.raises(AccountsError, match=words):
        first(role, place, reason=reason)
    assert not User.objects.exists()


def test_a_role_is_not_given_twice() -> None:
    first("administrator")
    with pytest.raises(AccountsError, match="sudah memegang"):
        first("administrator")
    assert Membership.objects.count() == 1
