"""How the recruitment for a post goes: opened, closed when applications end, its result decided and announced."""

from enum import StrEnum

from netral.engines.steps.table import Table, Transition, gettext_noop as _


class RecruitmentState(StrEnum):
    """Where a recruitment stands."""

    DRAFT = "draft"
    OPEN = "open"
    SELECTION = "selection"
    DECIDED = "decided"


class RecruitmentVerb(StrEnum):
    """What can be done with a recruitment."""

    OPEN = "open"
    EXTEND = "extend"
    CLOSE = "close"
    ANNOUNCE_NAMES = "announce_names"
    DECIDE = "decide"


RECRUITMENT_TABLE = Table(
    (
        Transition(RecruitmentState.DRAFT, RecruitmentVerb.OPEN, RecruitmentState.OPEN, "supervisors.recruit"),
        Transition(RecruitmentState.OPEN, RecruitmentVerb.EXTEND, RecruitmentState.OPEN, "supervisors.recruit"),
        Transition(RecruitmentState.OPEN, RecruitmentVerb.CLOSE, RecruitmentState.SELECTION, "supervisors.recruit"),
        Transition(
            RecruitmentState.SELECTION,
            RecruitmentVerb.ANNOUNCE_NAMES,
            RecruitmentState.SELECTION,
            "supervisors.recruit",
        ),
        Transition(RecruitmentState.SELECTION, RecruitmentVerb.DECIDE, RecruitmentState.DECIDED, "supervisors.decide"),
    ),
    _("Langkah ini tidak dapat dilakukan karena rekrutmen sudah berada di tahap lain. Buka lagi halaman rekrutmen."),
)
