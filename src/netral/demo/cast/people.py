"""The demo's staff: one made-up person for each role, and what she signs in with."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from netral.demo.browser import Browser
from netral.foundation.accounts.actions import create_account, grant_role
from netral.foundation.accounts.models import User
from netral.foundation.accounts.queries import actor_from, current_day, memberships_on
from netral.foundation.accounts.roles import roles
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger.actors import SYSTEM, Actor

# Anyone may know it: a demo is refused where DEBUG is off.
PASSWORD = "-".join(("netral", "demo", "2024"))
SINCE = date(2024, 4, 29)
BENGKALIS = "14.03"


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


@dataclass(frozen=True)
class Staff:
    """The posts of one region: who handles and decides cases, and who follows up."""

    officer: str
    members: tuple[str, ...]
    secretary: str
    official: str


_OF_BENGKALIS = Staff("petugas", ("ketua", "anggota1", "anggota2"), "sekretariat", "ppk")
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
    Post("petugas-sdm", "Roslina Tampubolon", "recruitment_officer", "bawaslu.14.03"),
    Post("panwascam", "Hendra Saputra", "panel_member", "bawaslu.14.03.14"),
    Post("bendahara", "Sulastri Manurung", "treasurer", "bawaslu.14.03"),
    Post("hibah", "Zulkifli Nasution", "grants_officer", "pemda.14.03"),
    Post("provinsi", "Slamet Riyanto", "supervisor_officer", "bawaslu.33"),
    Post("formulir", "Ratna Wulandari", "form_editor", "bawaslu"),
    Post("formulir2", "Markus Tambunan", "form_editor", "bawaslu"),
    Post("katalog", "Lukas Situmorang", "catalogue_editor", "bawaslu"),
    Post("petugas-sdm2", "Zulfikar Ahmad", "recruitment_officer", "bawaslu.14.03"),
    Post("pkd", "Nuraini Batubara", "village_supervisor", "bawaslu.14.03.14.2002"),
)
# Regencies and cities of Central Java whose offices work in the story.
JAWA_TENGAH = ("33.01", "33.15", "33.22", "33.25", "33.74")
_FIRST = ("Wahyu", "Endang", "Sutrisno", "Retno", "Agus", "Sri")
_LAST = ("Prasetyo", "Lestari", "Widodo", "Handayani", "Nugroho", "Utami")


def staff_of(region_code: str) -> Staff:
    """Return the posts of a region."""
    if region_code == BENGKALIS:
        return _OF_BENGKALIS
    members = tuple(f"anggota{number}-{region_code}" for number in (1, 2, 3))
    return Staff(f"petugas-{region_code}", members, f"sekretariat-{region_code}", f"ppk-{region_code}")


def posts_of(region_code: str) -> tuple[Post, ...]:
    """Return the posts of a regency of Central Java, filled with made-up people."""
    staff, supervisor, ppk = staff_of(region_code), f"bawaslu.{region_code}", f"pemda.{region_code}.ppk"
    places = [
        (staff.officer, "supervisor_officer", supervisor),
        *((member, "supervisor_member", supervisor) for member in staff.members),
        (staff.secretary, "ppk_secretary", ppk),
        (staff.official, "ppk_official", ppk),
    ]
    turn = JAWA_TENGAH.index(region_code)
    return tuple(
        Post(key, f"{_FIRST[number]} {_LAST[(number + turn) % len(_LAST)]}", role, path)
        for number, (key, role, path) in enumerate(places)
    )


ALL_POSTS = (*POSTS, *(post for region_code in JAWA_TENGAH for post in posts_of(region_code)))


def hire() -> None:
    """Give everyone her account, and her role unless it comes with a posting."""
    for post in ALL_POSTS:
        user = create_account(email=post.email, name=post.name, password=PASSWORD, by=SYSTEM)
        if roles()[post.role].given_with:
            continue
        institution = Institution.objects.get(path=post.path)
        grant_role(user=user, institution=institution, role_code=post.role, valid_from=SINCE, by=SYSTEM)


def post(key: str) -> Post:
    """Return a post by its key."""
    return next(each for each in ALL_POSTS if each.key == key)


def browser_of(key: str) -> Browser:
    """Return a browser in which a person has signed in."""
    return Browser().sign_in(post(key).email, PASSWORD)


@contextmanager
def acting_as(key: str) -> Iterator[Actor]:
    """Let a person act without her browser for the length of a block, with the rows that she may see."""
    user = User.objects.get(email=post(key).email)
    actor = actor_from(memberships_on(user, current_day())[0])
    with reading_as(actor):
        yield actor


def one_per_role() -> Iterator[tuple[str, Post]]:
    """Return the label of each role that somebody of the story holds, with the first who does."""
    for role in roles().values():
        if held := next((each for each in POSTS if each.role == role.code), None):
            yield role.label, held
