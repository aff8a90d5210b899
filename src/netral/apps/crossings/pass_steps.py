"""The page of every step of a pass, of an office and the operator, and of its holder."""

from django.utils.translation import gettext_lazy as _

from netral.apps.crossings.actions import passes as actions
from netral.apps.crossings.actions.passes import OWN_PASSES, PASSES
from netral.apps.crossings.domain.passes import PassState, PassVerb
from netral.apps.crossings.forms import passes as forms
from netral.apps.crossings.models import FerryDeparture, PriorityPass
from netral.apps.crossings.queries.passes import own_pass_for, pass_for
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.pages import StepPage, StepPages

Pages = StepPages[PriorityPass, PassState, PassVerb]
_STEP = "crossings/passes/step.html"


def _about(row: PriorityPass) -> str:
    return f"{row.number}: {row.holder}, {row.departure or row.crossing}"


OFFICE: Pages = StepPages(PASSES, pass_for, "priority_pass", "pass", _STEP, _about)
OWN_ONES: Pages = StepPages(OWN_PASSES, own_pass_for, "own_pass", "pass", _STEP, _about)


def _moved(row: PriorityPass, form: forms.PassMoveForm, by: Actor) -> PriorityPass:
    with elevated("the departures of the crossing were offered in the form"):
        target = FerryDeparture.objects.get(pk=form.cleaned_data["keberangkatan"])
    return actions.move_pass(priority_pass=row, departure=target, words=form.cleaned_data["alasan"], by=by)


STEPS: dict[PassVerb, StepPage[PassVerb]] = {
    page.verb: page
    for page in (
        StepPage(
            PassVerb.GRANT,
            "pass_grant",
            _("Berikan pas"),
            _("Berikan"),
            _("Pas diberikan, dan pemegangnya diberi tahu."),
            run=lambda row, _form, by: actions.grant_pass(priority_pass=row, by=by),
        ),
        StepPage(
            PassVerb.QUEUE,
            "pass_queue",
            _("Masukkan ke daftar tunggu"),
            _("Masukkan"),
            _("Permintaan masuk daftar tunggu."),
            run=lambda row, _form, by: actions.queue_pass(priority_pass=row, by=by),
        ),
        StepPage(
            PassVerb.MOVE,
            "pass_move",
            _("Pindahkan ke keberangkatan lain"),
            _("Pindahkan"),
            _("Pas dipindahkan, dan pemegangnya diberi tahu."),
            forms.PassMoveForm,
            run=_moved,
        ),
        StepPage(
            PassVerb.REFUSE,
            "pass_refuse",
            _("Tolak permintaan"),
            _("Tolak"),
            _("Permintaan ditolak, dan pemegangnya diberi tahu."),
            forms.PassReasonForm,
            run=lambda row, form, by: actions.refuse_pass(priority_pass=row, words=form.cleaned_data["alasan"], by=by),
        ),
        StepPage(
            PassVerb.REVOKE,
            "pass_revoke",
            _("Cabut pas"),
            _("Cabut"),
            _("Pas dicabut, dan pemegangnya diberi tahu."),
            forms.PassRevokeForm,
            run=lambda row, form, by: actions.revoke_pass(priority_pass=row, words=form.cleaned_data["alasan"], by=by),
        ),
        StepPage(
            PassVerb.WITHDRAW,
            "pass_withdraw",
            _("Tarik permintaan atau pas"),
            _("Tarik"),
            _("Permintaan atau pas ditarik."),
            forms.PassWithdrawForm,
            run=lambda row, _form, by: actions.withdraw_pass(priority_pass=row, by=by),
        ),
    )
}


def open_to(row: PriorityPass, actor: Actor) -> list[StepPage[PassVerb]]:
    """Return the pages of the steps an actor may take with a pass now."""

    def may(page: StepPage[PassVerb]) -> bool:
        try:
            PASSES.check(row, page.verb, actor)
        except StepRefused:
            return False
        return row.is_trip or page.verb not in (PassVerb.MOVE, PassVerb.QUEUE)

    return [page for page in STEPS.values() if may(page)]
