"""How the steps of an appointment are begun: by the table, and by the institution that opened the recruitment alone."""

from netral.apps.supervisors.domain.appointments import (
    APPOINTEE_TABLE,
    APPOINTMENT_TABLE,
    DECREE_TABLE,
    NOT_OURS,
    OATH_TABLE,
    AppointeeState,
    AppointeeVerb,
    AppointmentVerb,
    DecreeState,
    DecreeVerb,
    OathState,
    OathVerb,
)
from netral.apps.supervisors.domain.recruitment import RecruitmentState
from netral.apps.supervisors.models import Appointee, Decree, OathCeremony, Recruitment
from netral.apps.supervisors.queries.appointments import next_reserves, people_of, to_appoint, to_certify, unposted
from netral.apps.supervisors.queries.roll_calls import roll_call_of
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.steps import Workflow


def _of_recruitment(row: Recruitment, verb: AppointmentVerb, by: Actor) -> None:
    _require_handler(row, by)
    if verb is AppointmentVerb.ISSUE and not to_appoint(row).exists():
        raise StepRefused(_("Semua yang terpilih sudah disebut dalam keputusan. Buka daftar keputusannya."))
    if verb is AppointmentVerb.PROMOTE and not next_reserves(row):
        raise StepRefused(
            _("Tidak ada kursi kosong yang punya cadangan. Cadangan naik hanya bila yang terpilih gugur atau berhenti.")
        )


def _of_decree(row: Decree, verb: DecreeVerb, by: Actor) -> None:
    _require_handler(row.recruitment, by)
    people = people_of(row)
    if row.ceremonies.filter(state=OathState.PLANNED).exists():
        raise StepRefused(_("Pelantikan untuk keputusan ini sudah direncanakan. Tutup atau batalkan dulu."))
    if verb is DecreeVerb.CORRECT and people.filter(state=AppointeeState.SWORN).exists():
        raise StepRefused(
            _(
                "Sudah ada yang disumpah menurut keputusan ini, jadi tidak dapat diganti. Ubah penempatannya di "
                "halaman penempatan."
            )
        )
    if not people.filter(state=AppointeeState.NAMED).exists():
        raise StepRefused(_("Tidak ada lagi yang menunggu sumpah menurut keputusan ini."))


def _of_appointee(row: Appointee, _verb: AppointeeVerb, by: Actor) -> None:
    _require_handler(row.decree.recruitment, by)
    if row.decree.ceremonies.filter(state=OathState.PLANNED).exists():
        raise StepRefused(
            _("Pelantikan untuk keputusan ini sedang disiapkan. Tutup atau batalkan dulu, baru gugurkan namanya.")
        )


def _of_ceremony(row: OathCeremony, verb: OathVerb, by: Actor) -> None:
    _require_handler(row.decree.recruitment, by)
    if verb is OathVerb.CALL and roll_call_of(row) is not None:
        raise StepRefused(_("Kios untuk pelantikan ini sudah disiapkan. Buka halaman kiosnya."))
    if verb is OathVerb.CONTINUE and not (to_certify(row).exists() or unposted(row).exists()):
        raise StepRefused(_("Semua yang disumpah sudah bersertifikat dan ditempatkan. Tidak ada yang perlu diulang."))


def _require_handler(recruitment: Recruitment, by: Actor) -> None:
    if recruitment.institution_id != by.institution_id:
        raise StepRefused(NOT_OURS)


APPOINTMENTS: Workflow[Recruitment, RecruitmentState, AppointmentVerb] = Workflow(
    Recruitment, RecruitmentState, APPOINTMENT_TABLE, _of_recruitment
)
DECREES: Workflow[Decree, DecreeState, DecreeVerb] = Workflow(Decree, DecreeState, DECREE_TABLE, _of_decree)
APPOINTEES: Workflow[Appointee, AppointeeState, AppointeeVerb] = Workflow(
    Appointee, AppointeeState, APPOINTEE_TABLE, _of_appointee
)
OATHS: Workflow[OathCeremony, OathState, OathVerb] = Workflow(OathCeremony, OathState, OATH_TABLE, _of_ceremony)
