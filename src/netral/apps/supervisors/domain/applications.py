"""How an application goes: sent, checked by two, ranked, and decided by the panel."""

from enum import StrEnum

from netral.engines.steps.table import Table, Transition, gettext_noop as _


class ApplicationState(StrEnum):
    """Where an application stands."""

    SUBMITTED = "submitted"
    INCOMPLETE = "incomplete"
    QUALIFIED = "qualified"
    UNQUALIFIED = "unqualified"
    CHOSEN = "chosen"
    RESERVE = "reserve"
    NOT_CHOSEN = "not_chosen"
    WITHDRAWN = "withdrawn"


class ApplicationVerb(StrEnum):
    """What can be done with an application."""

    ASK_COMPLETION = "ask_completion"
    COMPLETE = "complete"
    QUALIFY = "qualify"
    DISQUALIFY = "disqualify"
    CHOOSE = "choose"
    RESERVE = "reserve"
    NOT_CHOOSE = "not_choose"
    PROMOTE = "promote"
    WITHDRAW = "withdraw"


_S, _V = ApplicationState, ApplicationVerb
APPLICATION_TABLE = Table(
    (
        Transition(_S.SUBMITTED, _V.ASK_COMPLETION, _S.INCOMPLETE, "supervisors.recruit"),
        Transition(_S.SUBMITTED, _V.QUALIFY, _S.QUALIFIED, "supervisors.recruit"),
        Transition(_S.SUBMITTED, _V.DISQUALIFY, _S.UNQUALIFIED, "supervisors.recruit"),
        Transition(_S.INCOMPLETE, _V.DISQUALIFY, _S.UNQUALIFIED, "supervisors.recruit"),
        Transition(_S.QUALIFIED, _V.CHOOSE, _S.CHOSEN, "supervisors.decide"),
        Transition(_S.QUALIFIED, _V.RESERVE, _S.RESERVE, "supervisors.decide"),
        Transition(_S.QUALIFIED, _V.NOT_CHOOSE, _S.NOT_CHOSEN, "supervisors.decide"),
        Transition(_S.RESERVE, _V.PROMOTE, _S.CHOSEN, "supervisors.decide"),
    ),
    _("Langkah ini tidak dapat dilakukan karena lamaran sudah berada di tahap lain. Buka lagi halaman lamaran."),
)
# By the applicant's own code, until the panel has decided.
BY_APPLICANT = {
    _V.COMPLETE: {_S.INCOMPLETE: _S.SUBMITTED},
    _V.WITHDRAW: {_S.SUBMITTED: _S.WITHDRAWN, _S.INCOMPLETE: _S.WITHDRAWN, _S.QUALIFIED: _S.WITHDRAWN},
}


def announced_state(state: ApplicationState, *, is_announced: bool) -> ApplicationState:
    """Return where an application stands as its applicant is told: the panel's outcome only once it is announced."""
    decided = {_S.CHOSEN, _S.RESERVE, _S.NOT_CHOSEN}
    return _S.QUALIFIED if state in decided and not is_announced else state


class Sex(StrEnum):
    """As on the identity card."""

    FEMALE = "P"
    MALE = "L"


class Education(StrEnum):
    """The highest diploma, lowest first."""

    PRIMARY = "sd"
    JUNIOR = "smp"
    SENIOR = "sma"
    DIPLOMA = "diploma"
    BACHELOR = "sarjana"
    MASTER = "pascasarjana"


class Employment(StrEnum):
    """Whether somebody works for the state."""

    NONE = "bukan"
    PNS = "pns"
    PPPK = "pppk"


class PartyTie(StrEnum):
    """Whether somebody belongs, or belonged, to a political party."""

    NEVER = "tidak_pernah"
    LEFT = "sudah_keluar"
    MEMBER = "anggota"


class Channel(StrEnum):
    """How an application came."""

    ONLINE = "online"
    COUNTER = "counter"


class DocumentKind(StrEnum):
    """What a document of an application is."""

    IDENTITY_CARD = "identity_card"
    DIPLOMA = "diploma"
    PHOTO = "photo"
    HEALTH_LETTER = "health_letter"
    LEAVE_LETTER = "leave_letter"
    OTHER = "other"
