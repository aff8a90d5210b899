"""The people of the journeys, each signed in at a device of her own when she first appears."""

from functools import cached_property

from tests.ground import person
from tests.journeys.visitor import Visitor
from tests.keys import PASSWORD


def signed_in(role: str, path: str, name: str) -> Visitor:
    """Hire somebody and let her sign in through the sign-in page."""
    hired = person(role, path, name=name)
    visitor = Visitor(hired.actor)
    visitor.sign_in(hired.membership.user.email, PASSWORD)
    return visitor


class Cast:
    """Those who act in Bengkalis, at BKN, and those of Semarang who must see nothing of it."""

    @cached_property
    def personnel(self) -> Visitor:
        """The personnel officer of Bengkalis."""
        return signed_in("personnel_officer", "pemda.14.03.bkpsdm", "Rahmawati Siregar")

    @cached_property
    def officer(self) -> Visitor:
        """The supervisor's officer who handles cases."""
        return signed_in("supervisor_officer", "bawaslu.14.03", "Dedi Kurniawan")

    @cached_property
    def members(self) -> tuple[Visitor, ...]:
        """The chair and two members of the supervisor, who decide together."""
        names = ("Nurhayati Lubis", "Yohanes Sitompul", "Tengku Fauziah")
        return tuple(signed_in("supervisor_member", "bawaslu.14.03", name) for name in names)

    @property
    def chair(self) -> Visitor:
        """The first of the members."""
        return self.members[0]

    @cached_property
    def secretary(self) -> Visitor:
        """The office of the appointing official."""
        return signed_in("ppk_secretary", "pemda.14.03.ppk", "Arif Budiman")

    @cached_property
    def official(self) -> Visitor:
        """The appointing official of Bengkalis."""
        return signed_in("ppk_official", "pemda.14.03.ppk", "Suryani Hasibuan")

    @cached_property
    def bkn(self) -> Visitor:
        """BKN's officer."""
        return signed_in("bkn_officer", "bkn", "Maria Goreti Wuran")

    @cached_property
    def administrator(self) -> Visitor:
        """Who ends the roles of the supervisor's people."""
        return signed_in("administrator", "bawaslu.14.03", "Fitriani Daulay")

    @cached_property
    def personnel_of_semarang(self) -> Visitor:
        """The personnel officer of Semarang."""
        return signed_in("personnel_officer", "pemda.33.74.bkpsdm", "Retno Lestari")

    @cached_property
    def officer_of_semarang(self) -> Visitor:
        """The supervisor's officer of Semarang."""
        return signed_in("supervisor_officer", "bawaslu.33.74", "Slamet Riyanto")

    @cached_property
    def official_of_semarang(self) -> Visitor:
        """The appointing official of Semarang."""
        return signed_in("ppk_official", "pemda.33.74.ppk", "Endang Prasetyo")
