"""Which step of the selection may be taken where an application, or a vacancy, stands."""

from enum import StrEnum

from netral.apps.supervisors.domain.applications import ApplicationState
from netral.engines.steps.table import Table, Transition, gettext_noop as _


class SelectionVerb(StrEnum):
    """What is done with one application between its arrival and the decision of the panel."""

    CHECK = "check"
    SETTLE = "settle"
    ASK_COMPLETION = "ask_completion"
    LAPSE = "lapse"
    WEIGH = "weigh"
    MARK = "mark"
    NOTE_ABSENCE = "note_absence"
    RECUSE = "recuse"


class VacancyState(StrEnum):
    """Whether the panel has decided about a vacancy."""

    UNDECIDED = "undecided"
    DECIDED = "decided"


class VacancyVerb(StrEnum):
    """What is done with the applications of a vacancy together."""

    SCHEDULE = "schedule"
    DECIDE = "decide"


_S, _V = ApplicationState, SelectionVerb
SELECTION_TABLE = Table(
    (
        Transition(_S.SUBMITTED, _V.CHECK, _S.SUBMITTED, "supervisors.recruit"),
        Transition(_S.SUBMITTED, _V.SETTLE, _S.SUBMITTED, "supervisors.decide"),
        Transition(_S.SUBMITTED, _V.ASK_COMPLETION, _S.INCOMPLETE, "supervisors.recruit"),
        Transition(_S.INCOMPLETE, _V.LAPSE, _S.UNQUALIFIED, "supervisors.recruit"),
        Transition(_S.QUALIFIED, _V.WEIGH, _S.QUALIFIED, "supervisors.recruit"),
        Transition(_S.QUALIFIED, _V.MARK, _S.QUALIFIED, "supervisors.assess"),
        Transition(_S.QUALIFIED, _V.NOTE_ABSENCE, _S.QUALIFIED, "supervisors.assess"),
        Transition(_S.SUBMITTED, _V.RECUSE, _S.SUBMITTED, "supervisors.assess"),
        Transition(_S.QUALIFIED, _V.RECUSE, _S.QUALIFIED, "supervisors.assess"),
    ),
    _("Langkah ini tidak dapat dilakukan karena lamaran sudah berada di tahap lain. Buka lagi halaman seleksinya."),
)
VACANCY_TABLE = Table(
    (
        Transition(VacancyState.UNDECIDED, VacancyVerb.SCHEDULE, VacancyState.UNDECIDED, "supervisors.recruit"),
        Transition(VacancyState.UNDECIDED, VacancyVerb.DECIDE, VacancyState.DECIDED, "supervisors.decide"),
    ),
    _("Formasi ini sudah diputus, jadi tidak dapat diubah lagi. Buka putusannya di halaman formasi."),
)
NOT_OURS = _(
    "Langkah ini hanya untuk lembaga yang membuka rekrutmen ini. Anda dapat melihatnya, tetapi tidak mengubahnya."
)
