"""The demo's staff: one made-up person for each role, and what she signs in with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from netral.cli.demo.browser import Browser
from netral.foundation.accounts.actions import create_account, grant_role
from netral.foundation.accounts.models import Membership
from netral.foundation.accounts.queries import actor_from
from netral.foundation.accounts.roles import roles
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM, Actor

PASSWORD = "netral-demo-2024"
SINCE = date(2024, 6, 3)


@dataclass(frozen=True)
class Post:
    """A post to fill: who, in which role, in the institution of which path."""

    key: str
    name: str
    role: str
    path: str

    @property
    def email(self) -> str:
        """Return the address she signs in with."""
        return f"{self.key}@demo.netral.test"


POSTS = (
    Post("kepegawaian", "Rahmawati Siregar", "personnel_officer", "pemda.14.03.bkpsdm"),
    Post("petugas", "Dedi Kurniawan", "supervisor_officer", "bawaslu.14.03"),
    Post("ketua", "Nurhayati Lubis", "supervisor_member", "bawaslu.14.03"),
    Post("anggota1", "Yohanes Sitompul", "supervisor_member", "bawaslu.14.03"),
    Post("anggota2", "Tengku Fauziah", "supervisor_member", "bawaslu.14.03"),
    Post("sekretariat", "Arif Budiman", "ppk_secretary", "pemda.14.03.ppk"),
    Post("ppk", "Suryani Hasibuan", "ppk_official", "pemda.14.03.ppk"),
    Post("inspektorat", "Bambang Wiratno", "inspectorate_officer", "pemda.14.03.inspektorat"),
    Post("bkn", "Maria Goreti Wuran", "bkn_officer", "bkn"),
    Post("pengelola", "Fitriani Daulay", "administrator", "bawaslu.14.03"),
    Post("provinsi", "Slamet Riyanto", "supervisor_officer", "bawaslu.33"),
)


def hire(posts: tuple[Post, ...] = POSTS) -> None:
    """Give everyone her account and role."""
    for post in posts:
        user = create_account(email=post.email, name=post.name, password=PASSWORD, by=SYSTEM)
        institution = Institution.objects.get(path=post.path)
        grant_role(user=user, institution=institution, role_code=post.role, valid_from=SINCE, by=SYSTEM)


def post(key: str) -> Post:
    """Return a post by its key."""
    return next(each for each in POSTS if each.key == key)


def actor(key: str) -> Actor:
    """Return the actor that a person is."""
    membership = Membership.objects.select_related("user", "institution").get(user__email=post(key).email)
    return actor_from(membership)


def browser_of(key: str) -> Browser:
    """Return a browser in which a person has signed in."""
    return Browser().sign_in(post(key).email, PASSWORD)


def one_per_role() -> Iterator[tuple[str, Post]]:
    """Return each role's label with the first person who holds it."""
    for role in roles().values():
        yield role.label, next(each for each in POSTS if each.role == role.code)
