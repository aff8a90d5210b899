"""Forms of the steps; each gives the action the inputs it takes."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from netral.apps.cases.applicable_law import norm_title, offered_norms
from netral.apps.cases.domain import Finding, Outcome, ReviewedCondition
from netral.apps.cases.inputs import DecisionInput, InvitationInput, PersonInput, ReviewInput, StudyInput
from netral.apps.cases.labels import CAPACITIES, CONCLUSIONS, FINDINGS, OUTCOMES, refusal_reasons
from netral.apps.cases.models import Case, CasePerson, Clock, Invitation
from netral.apps.catalogue import api as catalogue
from netral.apps.reports import api as reports
from netral.foundation.ledger.clock import now
from netral.foundation.regions.queries import day_in, zone_of
from netral.foundation.seals.typeface import PrintedField
from netral.foundation.ui.fields import DateField, DateTimeField, Radios
from netral.foundation.ui.forms import PageForm, word_required
from netral.foundation.workflow.forms import StepForm
from netral.foundation.workflow.plans import PlannedDateTimeField

YES_NO = (("yes", _("Ya")), ("no", _("Tidak")))


def long_text(label: Any, *, rows: int = 5, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Return a field for several lines of text."""
    return forms.CharField(
        label=label, required=required, help_text=help_text, max_length=20_000, widget=forms.Textarea({"rows": rows})
    )


def one_of(label: Any, choices: Any, **options: Any) -> forms.ChoiceField:
    """Return a field with radio buttons."""
    return forms.ChoiceField(label=label, choices=choices, widget=Radios, **options)


class CaseForm(StepForm[Case]):
    """Base of every step's form: asks why it is late when the running term is over."""

    # Whether the page insists on the reason; the action does so by itself where the step needs one.
    late_required = True

    def __init__(self, *args: Any, clock: Clock | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if clock is not None and clock.overdue_at(now()):
            self.fields["late_reason"] = long_text(
                _("Mengapa langkah ini terlambat?"),
                rows=3,
                required=self.late_required,
                help_text=_("Alasan dicatat dan tidak dapat dihapus."),
            )
            word_required("late_reason", self.fields["late_reason"])

    @property
    def why_late(self) -> str:
        """The reason for lateness, empty in time."""
        return str(self.cleaned_data.get("late_reason", ""))


class ReviewForm(CaseForm):
    """The formal and material conditions one by one, and what follows."""

    lasting = _("Laporan yang tidak diregister selesai di sini, dan pelapor membaca alasannya.")

    def build(self) -> None:
        """Add two fields for each condition, then the conclusion."""
        day = day_in(self.subject.region_id, self.subject.filed_at)
        self.rows = (*catalogue.conditions("formal", day), *catalogue.conditions("material", day))
        for row in self.rows:
            name = condition_field(row.code)
            self.fields[name] = one_of(row.title, YES_NO, help_text=row.reference)
            self.fields[f"{name}_reason"] = forms.CharField(
                label=_("Alasan bila belum terpenuhi"), required=False, max_length=500
            )
        reasons = [(row.code, row.title) for row in refusal_reasons(day)]
        offered = {code: words for code, words in CONCLUSIONS.items() if code != "ask_completion" or self._is_reported}
        self.fields["conclusion"] = one_of(_("Kesimpulan kajian awal"), list(offered.items()))
        self.fields["reason_code"] = forms.ChoiceField(
            label=_("Alasan bila tidak diregister"), required=False, choices=[("", _("Pilih alasan")), *reasons]
        )
        self.fields["words"] = long_text(
            _("Pesan untuk pelapor") if self._is_reported else _("Penjelasan"),
            required=False,
            help_text=_("Wajib bila meminta perbaikan atau tidak meregister. Tulis dengan kalimat sendiri."),
        )

    @property
    def _is_reported(self) -> bool:
        return self.subject.report_id is not None

    def clean(self) -> dict[str, Any]:
        """Drop what belongs to other answers: the reason of a condition that is met, and of a refusal that is none."""
        cleaned = super().clean() or {}
        met = {f"{name}_reason": "" for row in self.rows if cleaned.get(name := condition_field(row.code)) == "yes"}
        refused = cleaned.get("conclusion") == "refuse"
        return {**cleaned, **met, "reason_code": cleaned.get("reason_code", "") if refused else ""}

    def lasts(self) -> bool:
        """Only the refusal ends the matter."""
        return str(self.cleaned_data["conclusion"]) == "refuse"

    def groups(self) -> list[dict[str, Any]]:
        """Return the bound fields by kind of condition, for the page."""
        kinds = {"formal": _("Syarat formal"), "material": _("Syarat materiel")}
        return [
            {
                "title": title,
                "pairs": [
                    (self[condition_field(row.code)], self[f"{condition_field(row.code)}_reason"])
                    for row in self.rows
                    if row.kind == kind
                ],
            }
            for kind, title in kinds.items()
        ]

    def inputs(self) -> ReviewInput:
        """Return the review as filled in."""
        data = self.cleaned_data
        conditions = tuple(
            ReviewedCondition(
                code=row.code,
                title=row.title,
                met=data[condition_field(row.code)] == "yes",
                reason=data[f"{condition_field(row.code)}_reason"],
            )
            for row in self.rows
        )
        return ReviewInput(conditions=conditions, words=data["words"], reason_code=data["reason_code"])


def condition_field(code: str) -> str:
    """Return the field name of a condition: "F.WAKTU" is "F_WAKTU"."""
    return code.replace(".", "_")


def judged_by_machine(conditions: Iterable[reports.Checked]) -> dict[str, str]:
    """Return what the review starts from: the conditions a machine can judge, left for the officer to change."""
    known = [row for row in conditions if row.met is not None]
    answers = {condition_field(row.code): "yes" if row.met else "no" for row in known}
    reasons = {f"{condition_field(row.code)}_reason": gettext(row.how) for row in known if not row.met}
    return {**answers, **reasons}


class CompletionForm(CaseForm):
    """What came of asking for completion."""

    late_required = False
    lasting = _("Laporan yang tidak diregister selesai di sini, dan pelapor membaca alasannya.")

    conclusion = one_of(
        _("Apakah pelapor sudah melengkapi?"),
        (("receive", _("Sudah, periksa lagi syaratnya")), ("refuse", _("Tidak sampai batas waktu, jangan diregister"))),
    )
    words = long_text(_("Pesan untuk pelapor"), required=False, help_text=_("Wajib bila tidak diregister."))

    def lasts(self) -> bool:
        """Only the refusal ends the matter."""
        return str(self.cleaned_data["conclusion"]) == "refuse"

    def inputs(self) -> ReviewInput:
        """Return the refusal for want of completion."""
        return ReviewInput(words=self.cleaned_data["words"], reason_code="not_completed")


class RegistrationForm(CaseForm):
    """The second person's decision on a proposal."""

    lasting = _("Setelah diregister, laporan tidak dapat dicabut lagi.")

    conclusion = one_of(
        _("Setujui registrasi?"), (("approve", _("Setujui dan beri nomor")), ("send_back", _("Kembalikan ke petugas")))
    )
    words = long_text(_("Alasan bila dikembalikan"), rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        """Drop what belongs to the other answer: only a return says why."""
        cleaned = super().clean() or {}
        return {**cleaned, "words": ""} if cleaned.get("conclusion") == "approve" else cleaned

    def lasts(self) -> bool:
        """A proposal that is sent back can be made again."""
        return str(self.cleaned_data["conclusion"]) == "approve"


class WordsForm(CaseForm):
    """A step that only needs a reason."""

    words = long_text(_("Alasan"), help_text=_("Sebutkan keterangan apa yang masih diperlukan."))


class ReopenForm(CaseForm):
    """Why a plenary ends without a decision."""

    words = long_text(_("Catatan rapat"), help_text=_("Tulis apa yang akan dibahas lagi pada pleno berikutnya."))


class ConfirmForm(CaseForm):
    """A step that needs nothing but the click."""


class InvitationForm(CaseForm):
    """Who is invited, when and where."""

    invited = forms.CharField(label=_("Nama yang diundang"), max_length=200)
    capacity = one_of(_("Sebagai"), list(CAPACITIES.items()))
    scheduled_at = PlannedDateTimeField(label=_("Waktu klarifikasi"))
    place = forms.CharField(label=_("Tempat"), max_length=200)

    def build(self) -> None:
        """Read the time in the zone of the case."""
        field = self.fields["scheduled_at"]
        if isinstance(field, DateTimeField):
            field.set_zone(zone_of(self.subject.region_id))

    def inputs(self) -> InvitationInput:
        """Return the invitation as filled in."""
        names = ("invited", "capacity", "scheduled_at", "place")
        return InvitationInput(**{name: self.cleaned_data[name] for name in names})


class ClarificationForm(CaseForm):
    """Whether the invited person came, and what she said."""

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        self.invitation = invitation
        super().__init__(*args, **kwargs)

    attended = one_of(_("Hadir?"), YES_NO)
    minutes = long_text(
        _("Pokok keterangan"), rows=8, help_text=_("Bila tidak hadir, tulis bagaimana undangan disampaikan.")
    )


class StudyForm(CaseForm):
    """The study; the norms offered are those in force on the day of the act."""

    lasting = _("Kajian tidak dapat diubah sesudah disimpan.")
    told_blank = ("norm",)

    facts = long_text(_("Fakta"), rows=8)
    analysis = long_text(_("Analisis"), rows=8)
    proposed = one_of(_("Usul putusan"), list(FINDINGS.items()))

    def build(self) -> None:
        """Offer the norms of the day of the act."""
        self.fields["norm"] = norm_field(self.subject, _("Norma yang dinilai"), _("Tidak ada norma yang dilanggar"))
        self.fields["norm"].help_text = _("Hanya norma yang berlaku pada tanggal perbuatan.")
        self.order_fields(["facts", "analysis", "norm", "proposed"])

    def inputs(self) -> StudyInput:
        """Return the study as filled in."""
        data = self.cleaned_data
        return StudyInput(
            facts=data["facts"], analysis=data["analysis"], proposed=Finding(data["proposed"]), norm_id=data["norm"]
        )


def norm_field(case: Case, label: Any, none: Any) -> forms.ChoiceField:
    """Return a field to choose from the norms in force on the day of the act; `none` words the empty choice."""
    norms = offered_norms(case.act_date) if case.act_date else ()
    refusal = _(
        "Norma itu tidak berlaku pada tanggal perbuatan. Pilih norma dari daftar yang berlaku pada tanggal itu."
    )
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", none), *((norm.id, f"{norm.id} · {norm_title(norm)}") for norm in norms)],
        error_messages={"invalid_choice": refusal},
    )


class VoteForm(CaseForm):
    """One member's vote."""

    lasting = _("Suara tidak dapat diubah sesudah dikirim.")

    finding = one_of(_("Suara Anda"), list(FINDINGS.items()))
    dissent = long_text(_("Alasan bila berbeda dari usul kajian"), rows=4, required=False)


class DecisionForm(CaseForm):
    """The decision, and of each person whether it is proven and what she is."""

    lasting = _("Putusan tidak dapat diubah sesudah ditetapkan.")
    told_blank = ("norm",)

    finding = one_of(_("Putusan pleno"), list(FINDINGS.items()))

    def build(self) -> None:
        """Ask for the outcome of each person."""
        self.persons: Sequence[CasePerson] = list(self.subject.caseperson_set.all())
        for person in self.persons:
            self.fields[outcome_field(person)] = one_of(person.name, list(OUTCOMES.items()))
            self.fields[status_field(person)] = choose_status(
                gettext("Status %(person)s") % {"person": person.name}, initial=person.status
            )
        self.fields["norm"] = norm_field(self.subject, _("Norma yang dilanggar"), self._as_in_study())
        self.fields["words"] = long_text(_("Pertimbangan putusan"), rows=6)

    def clean(self) -> dict[str, Any]:
        """Drop the norm of a decision that finds none broken."""
        cleaned = super().clean() or {}
        return {**cleaned, "norm": None} if cleaned.get("finding") == Finding.NOT_VIOLATION else cleaned

    def _as_in_study(self) -> str:
        norm = self.subject.norm_id
        return gettext("Seperti dalam kajian: %(norm)s") % {"norm": norm} if norm else gettext("Seperti dalam kajian")

    def inputs(self) -> DecisionInput:
        """Return the decision as filled in."""
        data = self.cleaned_data
        outcomes = {str(person.pk): Outcome(data[outcome_field(person)]) for person in self.persons}
        return DecisionInput(
            finding=Finding(data["finding"]),
            words=data["words"],
            outcomes=outcomes,
            norm_id=data["norm"] or "",
            statuses={str(person.pk): data[status_field(person)] for person in self.persons},
        )


def outcome_field(person: CasePerson) -> str:
    """Return the field name of a person's outcome: "person_1" for the first accused."""
    return f"person_{person.position}"


def status_field(person: CasePerson) -> str:
    """Return the field name of a person's status: "status_1" for the first accused."""
    return f"status_{person.position}"


def choose_status(label: Any, initial: str = "") -> forms.ChoiceField:
    """Return a field to choose a status from those of the catalogue."""
    return forms.ChoiceField(
        label=label,
        required=False,
        initial=initial,
        choices=[("", _("Belum diketahui")), *catalogue.status_names().items()],
        help_text=_("Wajib bila terbukti. Norma dan rentang sanksi mengikuti status."),
    )


class PersonForm(PageForm):
    """Somebody the case accuses."""

    name = PrintedField(label=_("Nama"), max_length=200)
    office = PrintedField(label=_("Jabatan"), max_length=200, required=False)
    unit = PrintedField(label=_("Unit kerja"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"] = choose_status(_("Status"))

    def inputs(self) -> PersonInput:
        """Return the person as filled in."""
        return PersonInput(**self.cleaned_data)


class ActDateForm(PageForm):
    """The day of the act."""

    act_date = DateField(label=_("Tanggal perbuatan"), help_text=_("Norma dinilai menurut tanggal ini."))
