"""How a case moves from a report to a decision: the table of steps, and what must be true before each.

Sources of the steps: Perppu 1/2014 (UU 1/2015) Ps 134 and Perbawaslu 8/2020 as amended by 9/2024; see the README.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from netral.engines.steps.table import StepRefused, Table, Transition, check_permission, gettext_noop as _


class State(StrEnum):
    """Where a case stands."""

    INITIAL_REVIEW = "initial_review"
    NEEDS_COMPLETION = "needs_completion"
    REGISTRATION_PROPOSED = "registration_proposed"
    REGISTERED = "registered"
    CLARIFICATION = "clarification"
    STUDY = "study"
    PLENARY = "plenary"
    DECIDED = "decided"
    REFUSED = "refused"


class Verb(StrEnum):
    """What can be done with a case."""

    PROPOSE = "propose"
    ASK_COMPLETION = "ask_completion"
    RECEIVE_COMPLETION = "receive_completion"
    REFUSE = "refuse"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    EXTEND = "extend"
    INVITE = "invite"
    RECORD_CLARIFICATION = "record_clarification"
    WRITE_STUDY = "write_study"
    CONVENE = "convene"
    VOTE = "vote"
    DECIDE = "decide"
    REOPEN = "reopen"


TRANSITIONS = (
    Transition(State.INITIAL_REVIEW, Verb.PROPOSE, State.REGISTRATION_PROPOSED, "cases.handle"),
    Transition(State.INITIAL_REVIEW, Verb.ASK_COMPLETION, State.NEEDS_COMPLETION, "cases.handle"),
    Transition(State.INITIAL_REVIEW, Verb.REFUSE, State.REFUSED, "cases.handle"),
    Transition(State.NEEDS_COMPLETION, Verb.RECEIVE_COMPLETION, State.INITIAL_REVIEW, "cases.handle"),
    Transition(State.NEEDS_COMPLETION, Verb.REFUSE, State.REFUSED, "cases.handle"),
    Transition(State.REGISTRATION_PROPOSED, Verb.APPROVE, State.REGISTERED, "cases.approve"),
    Transition(State.REGISTRATION_PROPOSED, Verb.SEND_BACK, State.INITIAL_REVIEW, "cases.approve"),
    Transition(State.REGISTERED, Verb.INVITE, State.CLARIFICATION, "cases.handle"),
    Transition(State.REGISTERED, Verb.EXTEND, State.REGISTERED, "cases.approve"),
    Transition(State.CLARIFICATION, Verb.INVITE, State.CLARIFICATION, "cases.handle"),
    Transition(State.CLARIFICATION, Verb.RECORD_CLARIFICATION, State.CLARIFICATION, "cases.handle"),
    Transition(State.CLARIFICATION, Verb.EXTEND, State.CLARIFICATION, "cases.approve"),
    Transition(State.CLARIFICATION, Verb.WRITE_STUDY, State.STUDY, "cases.handle"),
    Transition(State.STUDY, Verb.EXTEND, State.STUDY, "cases.approve"),
    Transition(State.STUDY, Verb.CONVENE, State.PLENARY, "cases.decide"),
    Transition(State.PLENARY, Verb.VOTE, State.PLENARY, "cases.vote"),
    Transition(State.PLENARY, Verb.DECIDE, State.DECIDED, "cases.decide"),
    Transition(State.PLENARY, Verb.REOPEN, State.STUDY, "cases.decide"),
)
TABLE = Table(
    TRANSITIONS,
    elsewhere=_(
        "Langkah ini tidak dapat dilakukan karena perkara sudah berada di tahap lain. Buka lagi halaman perkara."
    ),
)


class Finding(StrEnum):
    """What a study proposes, a member votes and a plenary decides."""

    ASN_VIOLATION = "asn_violation"
    NOT_VIOLATION = "not_violation"
    OTHER_LAW = "other_law"


class Outcome(StrEnum):
    """What the decision says of one person."""

    PROVEN = "proven"
    NOT_PROVEN = "not_proven"
    # Neither: the finding of this case does not fit her status.
    SEPARATE = "separate"


@dataclass(frozen=True)
class ReviewedCondition:
    """One formal or material condition as the reviewer found it."""

    code: str
    title: str
    met: bool
    reason: str = ""


def check_reasons(conditions: Sequence[ReviewedCondition]) -> None:
    """Refuse a review that calls a condition unmet without saying why."""
    for condition in conditions:
        if not condition.met and not condition.reason.strip():
            raise StepRefused(
                _("Syarat “%(title)s” dinilai belum terpenuhi tanpa alasan. Tulis alasannya; pelapor berhak tahu."),
                title=condition.title,
            )


def check_proposal(conditions: Sequence[ReviewedCondition]) -> None:
    """Refuse to propose registration while a condition is unmet."""
    unmet = [condition.title for condition in conditions if not condition.met]
    if unmet:
        raise StepRefused(
            _("Belum dapat diregister: syarat %(unmet)s belum terpenuhi (Perbawaslu 8/2020). Minta perbaikan dulu."),
            unmet=", ".join(unmet),
        )


def check_reporter(is_there: bool) -> None:
    """Refuse to ask a reporter for completion where a finding opened the case and nobody reported."""
    if not is_there:
        raise StepRefused(
            _("Perkara ini berasal dari temuan, jadi tidak ada pelapor yang diminta. Hubungi pengawasnya.")
        )


def check_request(conditions: Sequence[ReviewedCondition]) -> None:
    """Refuse to ask for completion when nothing is missing."""
    if all(condition.met for condition in conditions):
        raise StepRefused(_("Semua syarat terpenuhi, jadi tidak ada yang perlu diperbaiki. Usulkan registrasi."))


def check_reason(code: str, titles: Mapping[str, str]) -> str:
    """Return the title of a reason of the list; refuse any other."""
    if code not in titles:
        raise StepRefused(_("Alasan itu tidak ada dalam daftar. Pilih salah satu alasan yang tersedia."))
    return titles[code]


def check_term_over(waiting: bool, due_at: datetime, at: datetime) -> None:
    """Refuse to close a report whose reporter still has time to complete it."""
    if waiting and at <= due_at:
        raise StepRefused(_("Pelapor masih punya waktu untuk melengkapi. Tunggu sampai batas waktu perbaikan lewat."))


def check_holder(mine: bool) -> None:
    """Refuse a step in a case that another institution holds."""
    if not mine:
        raise StepRefused(
            _("Perkara ini ditangani lembaga lain. Hanya lembaga itu yang melangkah; Anda dapat membacanya.")
        )


def check_correction(state: State, permissions: Collection[str]) -> None:
    """Refuse to change the accused persons once the study is written, or by one who handles no cases."""
    check_permission("cases.handle", permissions)
    if state in {State.STUDY, State.PLENARY, State.DECIDED, State.REFUSED}:
        raise StepRefused(_("Kajian sudah ditulis atau perkara sudah selesai, jadi data terlapor tidak dapat diubah."))


def check_words(text: str) -> None:
    """Refuse a refusal, a return or an extension that gives no reason in own words."""
    if not text.strip():
        raise StepRefused(_("Alasan belum ditulis. Tulis alasannya dengan kalimat sendiri; ini dicatat."))


def check_four_eyes(proposed_by: str, approver: str) -> None:
    """Refuse the registration by the very person who proposed it."""
    if proposed_by == approver:
        raise StepRefused(_("Anda yang mengusulkan registrasi ini, jadi orang lain yang harus menyetujuinya."))


def check_lateness(due_at: datetime, at: datetime, basis: str, reason: str) -> bool:
    """Return whether a step comes after its term; a late step must say why."""
    if at <= due_at:
        return False
    if not reason.strip():
        raise StepRefused(
            _("Batas waktu menurut %(basis)s sudah lewat. Tulis alasan keterlambatan; ini dicatat."), basis=basis
        )
    return True


def check_extension(extended: bool) -> None:
    """Refuse a second extension. That there is only one is our own rule; no source was found that says so."""
    if extended:
        raise StepRefused(
            _(
                "Waktu tambahan sudah dipakai. Netral memberi tambahan menurut UU 1/2015 Ps 134(6) sekali; aturan yang "
                "menyebut hanya sekali belum ditemukan. Selesaikan langkah ini; bila lewat waktu, tulis alasannya."
            )
        )


def check_hearing(heard: int, pending: int) -> None:
    """Refuse a study before anyone was invited and every invitation has its result."""
    if pending:
        raise StepRefused(_("Masih ada undangan klarifikasi tanpa hasil. Catat dulu hadir atau tidaknya."))
    if not heard:
        raise StepRefused(_("Belum ada klarifikasi. Undang pihak terkait dan catat hasilnya sebelum menulis kajian."))


def check_invitation(scheduled: datetime, at: datetime) -> None:
    """Refuse to invite to a moment that has passed."""
    if scheduled < at:
        raise StepRefused(_("Waktu undangan sudah lewat. Pilih waktu sesudah sekarang."))


def check_held(scheduled: datetime, at: datetime) -> None:
    """Refuse to record a clarification before its time."""
    if at < scheduled:
        raise StepRefused(_("Waktu klarifikasi belum tiba. Catat hasilnya sesudah waktunya."))


def check_unrecorded(recorded_at: datetime | None) -> None:
    """Refuse to record a clarification twice."""
    if recorded_at is not None:
        raise StepRefused(_("Hasil klarifikasi ini sudah dicatat dan tidak dapat diubah."))


def check_minutes(minutes: str) -> None:
    """Refuse a clarification without minutes."""
    if not minutes.strip():
        raise StepRefused(_("Isi keterangan belum ditulis. Tulis pokoknya, atau bahwa undangan tidak dihadiri."))


def check_persons(count: int) -> None:
    """Refuse a study that accuses nobody."""
    if not count:
        raise StepRefused(_("Perkara ini belum punya terlapor. Tambahkan terlapor dulu."))


def check_act_date(act_date: date | None, filed_on: date) -> date:
    """Return the day of the act; without it no norm can be chosen, and it cannot lie after the report."""
    if act_date is None:
        raise StepRefused(_("Tanggal perbuatan belum diketahui. Isi dulu; norma dinilai menurut tanggal itu."))
    if act_date > filed_on:
        raise StepRefused(_("Tanggal perbuatan sesudah laporan masuk. Periksa lagi tanggalnya."))
    return act_date


def check_norm(norm_id: str, in_force: Collection[str], of_finding: Collection[str], finding: Finding) -> None:
    """Refuse a norm that was not in force on the day of the act or is of another finding, and none for a violation."""
    if not norm_id and finding is not Finding.ASN_VIOLATION:
        return
    if norm_id in of_finding:
        return
    if norm_id in in_force:
        raise StepRefused(
            _(
                "Norma %(norm)s bukan pelanggaran netralitas ASN. Pilih norma untuk ASN, atau ubah putusannya menjadi "
                "“Pelanggaran hukum lain”."
            ),
            norm=norm_id,
        )
    raise StepRefused(
        _("Norma itu tidak berlaku pada tanggal perbuatan. Pilih norma dari daftar yang berlaku pada tanggal itu.")
    )


def quorum(members: int) -> int:
    """Return how many votes a plenary needs: more than half of the members, and never one alone."""
    return max(2, members // 2 + 1)


def check_members(members: int) -> None:
    """Refuse a plenary of fewer than two members."""
    if members < 2:
        raise StepRefused(
            _("Pleno perlu paling sedikit dua anggota yang berwenang memutus. Minta pengelola akun menambahnya.")
        )


def check_vote(voter: str, members: Collection[str], voted: Collection[str], studied_by: str) -> None:
    """Refuse a vote of an outsider, of the study's writer, and a second one."""
    if voter not in members:
        raise StepRefused(_("Anda tidak tercatat sebagai anggota pleno ini, jadi tidak dapat memberi suara."))
    if voter == studied_by:
        raise StepRefused(_("Anda yang menulis kajian ini, jadi tidak ikut memberi suara."))
    if voter in voted:
        raise StepRefused(_("Suara Anda sudah dicatat. Suara pleno tidak dapat diubah."))


def check_dissent(vote: Finding, proposed: Finding, reason: str) -> None:
    """Refuse a dissenting vote without a reason."""
    if vote is not proposed and not reason.strip():
        raise StepRefused(_("Pendapat Anda berbeda dari kajian. Tulis alasannya; ini dimuat dalam berita acara."))


def check_majority(finding: Finding, votes: Sequence[Finding], needed: int) -> None:
    """Refuse a decision without a quorum, or one that most votes do not carry."""
    if len(votes) < needed:
        raise StepRefused(
            _("Pleno belum kuorum: baru %(cast)s dari %(needed)s suara. Keputusan diambil bersama, bukan sendiri."),
            cast=len(votes),
            needed=needed,
        )
    if Counter(votes)[finding] * 2 <= len(votes):
        raise StepRefused(_("Putusan ini tidak didukung lebih dari separuh suara. Ikuti suara terbanyak."))


def is_deadlocked(votes: Sequence[Finding], members: int) -> bool:
    """Say whether everybody has voted and no finding has more than half of the votes."""
    return len(votes) >= members and max(Counter(votes).values(), default=0) * 2 <= len(votes)


def check_deadlock(votes: Sequence[Finding], members: int) -> None:
    """Refuse to end a plenary without a decision while its members can still reach one."""
    if not is_deadlocked(votes, members):
        raise StepRefused(_("Pleno ini masih dapat memutus. Tunggu suara semua anggota, lalu ikuti suara terbanyak."))


def check_outcomes(finding: Finding, outcomes: Mapping[str, Outcome | None]) -> None:
    """Refuse a decision that leaves a person out, or contradicts itself."""
    if None in outcomes.values():
        raise StepRefused(_("Ada terlapor yang belum dinilai. Tentukan terbukti atau tidak untuk setiap orang."))
    proven = Outcome.PROVEN in outcomes.values()
    if finding is Finding.ASN_VIOLATION and not proven:
        raise StepRefused(_("Putusan “pelanggaran” perlu paling sedikit satu terlapor yang terbukti."))
    if finding is Finding.NOT_VIOLATION and proven:
        raise StepRefused(_("Putusan ini bukan pelanggaran, jadi tidak ada terlapor yang terbukti."))


def check_statuses(statuses: Sequence[tuple[str, str]], known: Collection[str]) -> None:
    """Refuse to find somebody guilty whose status is not known: it decides which norms bind her, and whose ladder."""
    for name, status in statuses:
        if status not in known:
            raise StepRefused(
                _("Status %(person)s belum diisi. Pilih statusnya; norma dan rentang sanksi mengikuti status itu."),
                person=name,
            )


def check_binding(person: str, status: str, norm_id: str, fitting: Collection[str]) -> None:
    """Refuse to judge somebody by a norm that does not bind her, naming those that do."""
    if norm_id in fitting:
        return
    if not norm_id:
        raise StepRefused(
            _("Norma belum dipilih, padahal %(person)s dinyatakan terbukti. Pilih norma yang dilanggar."), person=person
        )
    if not fitting:
        raise StepRefused(
            _(
                "Norma %(norm)s tidak mengikat %(person)s (%(status)s), dan putusan ini tidak cocok untuk status itu. "
                "Periksa statusnya, pilih putusan lain, atau pilih “Diputus dalam perkara tersendiri” untuk orang itu."
            ),
            norm=norm_id,
            person=person,
            status=status,
        )
    raise StepRefused(
        _(
            "Norma %(norm)s tidak mengikat %(person)s (%(status)s). Norma yang cocok untuk putusan ini: %(fitting)s. "
            "Pilih salah satu, atau periksa statusnya."
        ),
        norm=norm_id,
        person=person,
        status=status,
        fitting=", ".join(fitting),
    )


def check_named(names: Sequence[str]) -> None:
    """Refuse to find somebody guilty whose name is not known."""
    if not all(name.strip() for name in names):
        raise StepRefused(_("Ada terlapor yang terbukti tetapi namanya belum diketahui. Nilai tidak terbukti."))


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def case_number(sequence: int, place: str, day: date) -> str:
    """Return the number given at registration, as "003/Reg/14.03/X/2024"."""
    return f"{sequence:03d}/Reg/{place}/{_ROMAN[day.month - 1]}/{day.year}"
