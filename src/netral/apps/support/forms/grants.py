"""Forms of a grant; each gives its action the inputs it takes."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.support.domain.grants import LineKind
from netral.apps.support.inputs.grants import AgreementInput, GrantReturnInput, PaymentInput, SpendingInput, Sums
from netral.apps.support.labels import LINES
from netral.apps.support.models import Grant, GrantEntry, GrantPayment, GrantSpending
from netral.apps.support.queries.grants import instalments_of, lines_of
from netral.apps.support.queries.incumbents import flag_for
from netral.foundation.files.domain import purposes
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ui.fields import DateField, Radios, RupiahField
from netral.foundation.ui.formats import rupiah
from netral.foundation.ui.forms import PageForm
from netral.foundation.workflow.forms import StepForm

_EXAMPLE = _("Rupiah utuh, misalnya 1.500.000.")
_LINE_FIELDS = {
    LineKind.HONORARIUM: "honorarium",
    LineKind.OPERATIONS: "operasional",
    LineKind.GOODS: "barang",
    LineKind.TRAVEL: "perjalanan",
    LineKind.OTHER: "lain",
}


def _agreed_field(kind: LineKind) -> str:
    return f"disetujui_{_LINE_FIELDS[kind]}"


def paper_field(label: Any, **options: Any) -> forms.FileField:
    """Return a field for a scan or a photograph of a paper."""
    accept = purposes()["grant_paper"].accept
    hint = _("PDF atau foto, paling besar 20 MB.")
    return forms.FileField(label=label, help_text=hint, widget=forms.FileInput({"accept": accept}), **options)


class BudgetFields(forms.Form):
    """A sum for each line of the budget."""

    honorarium = RupiahField(label=LINES[LineKind.HONORARIUM], required=False, least=0, help_text=_EXAMPLE)
    operasional = RupiahField(label=LINES[LineKind.OPERATIONS], required=False, least=0)
    barang = RupiahField(label=LINES[LineKind.GOODS], required=False, least=0)
    perjalanan = RupiahField(label=LINES[LineKind.TRAVEL], required=False, least=0)
    lain = RupiahField(label=LINES[LineKind.OTHER], required=False, least=0)

    def sums(self) -> Sums:
        """Return the sum of each line, nought where none was typed."""
        return {kind: self.cleaned_data[name] or 0 for kind, name in _LINE_FIELDS.items()}


class AskForm(PageForm, BudgetFields):
    """What is asked for, by line of the budget."""


class ReviseForm(StepForm[Grant], BudgetFields):
    """What is asked for instead, while nothing is agreed to yet."""

    def build(self) -> None:
        """Begin with what was asked for."""
        for line in lines_of(self.subject):
            self.fields[_LINE_FIELDS[LineKind(line.kind)]].initial = line.asked


class GrantAgreeForm(StepForm[Grant]):
    """What the government agrees to, line by line."""

    lasting = _("Jumlah yang disetujui tidak dapat diubah sesudah dicatat.")

    def build(self) -> None:
        """Ask for each line that was asked for, and offer all of it."""
        for line in lines_of(self.subject):
            hint = _("Diminta %(asked)s.") % {"asked": rupiah(line.asked)}
            field = RupiahField(label=LINES[line.kind], least=0, help_text=hint, initial=f"{line.asked}")
            self.fields[_agreed_field(LineKind(line.kind))] = field

    def sums(self) -> Sums:
        """Return what is agreed to of each line."""
        data = self.cleaned_data
        return {kind: data[name] for kind in LineKind if (name := _agreed_field(kind)) in data}


class SignForm(StepForm[Grant]):
    """The signed agreement."""

    file_field = "naskah"
    lasting = _("NPHD tidak dapat diubah sesudah dicatat. Tahap pembayarannya dibuat dari tanggal tanda tangan.")

    nomor = forms.CharField(label=_("Nomor NPHD"), max_length=100)
    tanggal = DateField(label=_("Tanggal tanda tangan"))
    naskah = paper_field(_("Pindaian NPHD yang ditandatangani"))

    def inputs(self) -> AgreementInput:
        """Return the agreement as filled in."""
        data = self.cleaned_data
        return AgreementInput(number=data["nomor"], signed_on=data["tanggal"], document=data["naskah"])


class KeyedForm(StepForm[Grant]):
    """A step that may be taken again: each form that is shown has a key, so that it counts once however often sent."""

    kunci = forms.CharField(widget=forms.HiddenInput, initial=uuid7, required=False)

    @property
    def key(self) -> UUID:
        """Return the key of the form; a form that lost it counts as a new one."""
        try:
            return UUID(self._key)
        except ValueError:
            return uuid7()

    def clean_kunci(self) -> None:
        """Keep the key out of what the look shows."""
        self._key: str = self.cleaned_data["kunci"]


class PayForm(KeyedForm):
    """A payment on an instalment."""

    file_field = "bukti"
    lasting = _("Pembayaran tidak dapat diubah sesudah dicatat. Yang salah hanya dapat dibatalkan dengan alasan.")

    tahap = forms.ChoiceField(label=_("Tahap"), widget=Radios)
    tanggal = DateField(label=_("Tanggal bayar"))
    jumlah = RupiahField(label=_("Jumlah"), help_text=_EXAMPLE)
    surat = forms.CharField(
        label=_("Nomor surat dasar"),
        max_length=100,
        required=False,
        help_text=_("Wajib bila kepala daerah calon petahana: surat lembaga, bukan pribadi."),
    )
    tanggal_surat = DateField(label=_("Tanggal surat dasar"), required=False)
    bukti = paper_field(_("Bukti transfer"))

    def build(self) -> None:
        """Offer the instalments, with what is left of each, and say what would be flagged."""
        self.rule = flag_for(self.subject.government_id, self.subject.today)
        rows = list(instalments_of(self.subject))
        self.offer("tahap", [(str(row.pk), row.title) for row in rows])
        left = {str(row.pk): _("Sisa %(left)s") % {"left": rupiah(row.outstanding)} for row in rows}
        cast(Radios, self.fields["tahap"].widget).hints = left

    def inputs(self) -> PaymentInput:
        """Return the payment as filled in."""
        data = self.cleaned_data
        return PaymentInput(
            instalment=UUID(data["tahap"]),
            paid_on=data["tanggal"],
            amount=data["jumlah"],
            proof=data["bukti"],
            key=self.key,
            instrument_number=data["surat"],
            instrument_on=data["tanggal_surat"],
        )


class SpendForm(KeyedForm):
    """Money spent on a line."""

    mata_anggaran = forms.ChoiceField(label=_("Mata anggaran"), widget=Radios)
    tanggal = DateField(label=_("Tanggal belanja"))
    jumlah = RupiahField(label=_("Jumlah"), help_text=_EXAMPLE)
    keterangan = forms.CharField(label=_("Untuk apa"), max_length=300)
    bukti = paper_field(_("Bukti belanja"), required=False)

    file_field = "bukti"

    def build(self) -> None:
        """Offer the lines, with what is left of each."""
        rows = list(lines_of(self.subject))
        self.offer("mata_anggaran", [(str(row.pk), LINES[row.kind]) for row in rows])
        left = {str(row.pk): _("Sisa %(left)s") % {"left": rupiah(row.balance)} for row in rows}
        cast(Radios, self.fields["mata_anggaran"].widget).hints = left

    def inputs(self) -> SpendingInput:
        """Return the spending as filled in."""
        data = self.cleaned_data
        return SpendingInput(
            line=UUID(data["mata_anggaran"]),
            spent_on=data["tanggal"],
            amount=data["jumlah"],
            note=data["keterangan"],
            key=self.key,
            proof=data["bukti"],
        )


class GrantReturnForm(KeyedForm):
    """Money that goes back."""

    file_field = "bukti"
    lasting = _("Pengembalian tidak dapat diubah sesudah dicatat. Yang salah hanya dapat dibatalkan dengan alasan.")

    tanggal = DateField(label=_("Tanggal setor"))
    jumlah = RupiahField(label=_("Jumlah"), help_text=_EXAMPLE)
    bukti = paper_field(_("Bukti setor ke kas daerah"))

    def inputs(self) -> GrantReturnInput:
        """Return what goes back as filled in."""
        data = self.cleaned_data
        return GrantReturnInput(returned_on=data["tanggal"], amount=data["jumlah"], proof=data["bukti"], key=self.key)


class ProposalForm(StepForm[Grant]):
    """The day of the proposal to confirm the elected candidate."""

    tanggal = DateField(label=_("Tanggal usul pengesahan calon terpilih"))


class CorrectForm(StepForm[GrantSpending]):
    """Why an entry of spending is taken back."""

    lasting = _("Koreksi tidak dapat dibatalkan. Catatan semula tetap tersimpan, dan dapat dicatat lagi dengan benar.")

    alasan = forms.CharField(label=_("Alasan koreksi"), max_length=300)


class WithdrawalForm(StepForm[GrantEntry]):
    """Why a payment or a return is struck."""

    lasting = _("Pembatalan tidak dapat ditarik. Entri tetap tampil dengan alasannya, dan dapat dicatat lagi.")

    alasan = forms.CharField(label=_("Alasan pembatalan"), max_length=300)


class InstrumentForm(StepForm[GrantPayment]):
    """The letter of a payment that is flagged."""

    lasting = _("Surat dasar tidak dapat diubah sesudah dicatat.")

    surat = forms.CharField(label=_("Nomor surat dasar"), max_length=100)
    tanggal_surat = DateField(label=_("Tanggal surat dasar"))


class SettleForm(StepForm[Grant]):
    """The end of a grant."""

    lasting = _("Hibah yang selesai tidak dapat dibuka lagi: tidak ada pembayaran, belanja, atau koreksi sesudahnya.")
