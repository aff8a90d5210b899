"""Creating accounts, giving or ending roles, and holding back sign-ins after wrong passwords."""

from datetime import date

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from netral.engines.steps.table import gettext_noop
from netral.foundation.accounts.domain import (
    ANSWER_WITHIN,
    HOLD,
    MANAGE,
    WINDOW,
    Approver,
    Failures,
    Verdict,
    check_approval,
    check_grant,
)
from netral.foundation.accounts.events import (
    ACCOUNT_CREATED,
    PASSWORD_ACCEPTED,
    PERSON_INVITED,
    RESET_ASKED,
    ROLE_APPROVED,
    ROLE_ASKED,
    ROLE_ENDED,
    ROLE_GRANTED,
    ROLE_LAPSED,
    ROLE_REFUSED,
    SIGN_IN_FAILED,
    SIGN_IN_HELD,
)
from netral.foundation.accounts.grants import approvers_of, identity_of
from netral.foundation.accounts.models import Membership, Outcome, RoleRequest, SignInFailures, User
from netral.foundation.accounts.queries import current_day, holding_on, user_of
from netral.foundation.accounts.roles import Role, roles
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.paths import covers
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record

_REFUSALS = {
    Verdict.NOT_MANAGER: gettext_noop(
        "Hanya pengelola akun lembaga itu yang memberi peran di sana. Minta pengelolanya."
    ),
    Verdict.OWN_ROLE: gettext_noop(
        "Tidak ada yang memberi atau menyetujui peran untuk dirinya sendiri, juga lewat akun lain dengan nama atau "
        "alamat yang sama. Minta pengelola akun lain, atau atasan lembaga Anda."
    ),
    Verdict.WRONG_PLACE: gettext_noop(
        "Peran ini disetujui orang dengan peran lain. Minta ketua atau anggota lembaga itu."
    ),
    Verdict.SAME_FUNCTION: gettext_noop(
        "Yang mengelola akun tidak menyetujui peran, supaya selalu ada dua orang dengan tugas berbeda. "
        "Minta ketua atau anggota lain."
    ),
    Verdict.TOO_LATE: gettext_noop(
        "Permintaan ini sudah dijawab atau lewat waktu. Minta pengelola akun mengajukan lagi."
    ),
}


class RoleRefused(ValueError):
    """A role cannot be given, approved or extended as asked."""


@action
def create_account(*, email: str, name: str, password: str | None, by: Actor) -> User:
    """Create an account without any role; without a password its holder sets one by e-mail."""
    user = User.objects.create_user(email, password, name=name, joined_at=now())
    record(ACCOUNT_CREATED, subject=user, by=by)
    return user


@action
def grant_role(
    *, user: User, institution: Institution, role_code: str, valid_from: date, reason: str = "", by: Actor
) -> Membership | RoleRequest:
    """Give a person a role from a day on; one that reads reports waits until a second person approves it.

    The installation itself (`SYSTEM`) gives at once: from a command, with its reason, and from no page.

    Raises:
        RoleRefused: there is no such role there, she holds or awaits it, or she would give it to herself.
    """
    role = _fitting(role_code, institution)
    verdict = check_grant(
        giver=None if by.kind == "system" else identity_of(user_of(by)),
        manages=by.may(MANAGE) and by.institution_id == institution.pk,
        receiver=identity_of(user),
        sensitive=role.is_sensitive,
    )
    if verdict is Verdict.SECOND_PERSON:
        return _ask(user, institution, role_code, valid_from, by)
    _require(verdict)
    return _give(user, institution, role_code, valid_from, by, **({"reason": reason} if reason else {}))


@action
def give_for_term(
    *, user: User, institution: Institution, role_code: str, valid_from: date, valid_to: date, by: Actor
) -> Membership:
    """Give a role that comes with a posting, for its days alone, in the name of whoever posts; never one of reports.

    Raises:
        RoleRefused: there is no such role there or it comes with no posting, the actor may not post in that region,
            or she would give it to herself.
    """
    role = _fitting(role_code, institution)
    is_hers = by.kind == "system" or any(covers(path, institution.path) for path in by.paths)
    if role.is_sensitive or not role.given_with or not is_hers:
        raise RoleRefused(_(_REFUSALS[Verdict.NOT_MANAGER]))
    if by.kind != "system" and role.given_with.isdisjoint(by.permissions):
        raise RoleRefused(_(_REFUSALS[Verdict.NOT_MANAGER]))
    if by.kind != "system" and identity_of(user_of(by)).is_same(identity_of(user)):
        raise RoleRefused(_(_REFUSALS[Verdict.OWN_ROLE]))
    given = _give(user, institution, role_code, valid_from, by)
    end_role(membership=given, valid_to=valid_to, by=by)
    return given


@action
def invite(
    *, email: str, name: str, institution: Institution, role_code: str, valid_from: date, reason: str = "", by: Actor
) -> Membership | RoleRequest:
    """Give a person a role, creating her account when her address has none yet.

    Raises:
        RoleRefused: there is no such role in that institution, she holds it already, or she would give it to herself.
    """
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = create_account(email=email, name=name, password=None, by=by)
    given = grant_role(
        user=user, institution=institution, role_code=role_code, valid_from=valid_from, reason=reason, by=by
    )
    record(PERSON_INVITED, subject=given, by=by)
    return given


@action
def approve_role(*, asked: RoleRequest, by: Actor) -> Membership:
    """Put a role into force that a second person agrees to.

    Raises:
        RoleRefused: she is one of those concerned, is not asked, manages accounts, or it is too late.
    """
    asked = _answerable(asked, by)
    _answer(asked, Outcome.APPROVED, "", by)
    day = max(asked.valid_from, current_day())
    membership = _give(asked.user, asked.institution, asked.role_code, day, by)
    record(ROLE_APPROVED, subject=asked, by=by, data={"role": asked.role_code, "institution": asked.institution.path})
    return membership


@action
def refuse_role(*, asked: RoleRequest, reason: str, by: Actor) -> None:
    """Refuse a role that was asked for, with a reason.

    Raises:
        RoleRefused: she is one of those concerned, is not asked, manages accounts, or it is too late.
    """
    asked = _answerable(asked, by)
    _answer(asked, Outcome.REFUSED, reason, by)
    record(ROLE_REFUSED, subject=asked, by=by, data={"role": asked.role_code})


@action
def lapse_role(*, asked: RoleRequest, by: Actor) -> None:
    """Close a request that nobody answered in time."""
    asked.outcome = Outcome.LAPSED
    asked.save(update_fields=["outcome"])
    record(ROLE_LAPSED, subject=asked, by=by, data={"role": asked.role_code})


@action
def end_role(*, membership: Membership, valid_to: date, by: Actor) -> None:
    """End a role after a day; its holder loses sight of the institution's rows.

    Raises:
        RoleRefused: the role ends earlier already; a longer one is given anew.
    """
    if membership.valid_to is not None and valid_to > membership.valid_to:
        raise RoleRefused(_("Peran yang berakhir tidak diperpanjang. Beri peran baru, supaya disetujui lagi."))
    membership.valid_to = valid_to
    membership.save()
    record(ROLE_ENDED, subject=membership, by=by, data={"role": membership.role_code, "valid_to": valid_to})


@action
def count_failure(*, key: str, by: Actor) -> None:
    """Count one more wrong password for an account on a device, and hold it back after too many."""
    row = SignInFailures.objects.select_for_update().filter(key=key).first()
    before = Failures(row.count, row.since, row.held_until) if row else Failures(0, now())
    after = before.after_another(now())
    SignInFailures.objects.update_or_create(
        key=key, defaults={"count": after.count, "since": after.since, "held_until": after.held_until}
    )
    # Whose time is over counts for nothing any more, and anybody can make rows by guessing at addresses.
    SignInFailures.objects.filter(since__lt=now() - WINDOW - HOLD).exclude(key=key).delete()
    kind = SIGN_IN_FAILED if after.held_until is None else SIGN_IN_HELD
    record(kind, subject=("accounts.signin", key[:16]), by=by, data={"count": after.count})


@action
def ask_reset(*, address: str, by: Actor) -> None:
    """Note that a link for a new password was asked for, known by a hash of the address, whether an account has it.

    Raises:
        TooManyNow: it was asked for too often; then no mail may go out.
    """
    known_by = salted_hmac("netral.accounts.reset", address.strip().lower(), algorithm="sha256").hexdigest()[:16]
    record(RESET_ASKED, subject=("accounts.reset", known_by), by=by)


@action
def clear_failures(*, key: str, user: User, by: Actor) -> None:
    """Forget the wrong passwords of an account on a device once its password was right."""
    SignInFailures.objects.filter(key=key).delete()
    record(PASSWORD_ACCEPTED, subject=user, by=by)


@action
def record_change(*, user: User, change: EventKind, by: Actor) -> None:
    """Record what was changed about signing in to an account; django-allauth wrote it in the same transaction."""
    record(change, subject=user, by=by)


def _fitting(role_code: str, institution: Institution) -> Role:
    role = roles().get(role_code)
    if role is None or institution.kind not in role.institution_kinds:
        raise RoleRefused(
            _("Peran %(role)s tidak ada di lembaga jenis %(kind)s. Pilih peran lain.")
            % {"role": role_code, "kind": institution.get_kind_display()}
        )
    return role


def _require(verdict: Verdict) -> None:
    if verdict is not Verdict.AT_ONCE:
        raise RoleRefused(_(_REFUSALS[verdict]))


def _refuse_twice(user: User, institution: Institution, role_code: str) -> None:
    same = {"user": user, "institution": institution, "role_code": role_code}
    if Membership.objects.filter(**same, valid_to=None).exists():
        raise RoleRefused(_("%(name)s sudah memegang peran itu di lembaga ini.") % {"name": user.name})
    if RoleRequest.objects.filter(**same, outcome=Outcome.OPEN, answer_by__gte=current_day()).exists():
        raise RoleRefused(_("Peran itu sudah diminta untuk %(name)s dan menunggu persetujuan.") % {"name": user.name})


def _ask(user: User, institution: Institution, role_code: str, valid_from: date, by: Actor) -> RoleRequest:
    _refuse_twice(user, institution, role_code)
    for late in RoleRequest.objects.filter(
        user=user, institution=institution, role_code=role_code, outcome=Outcome.OPEN
    ):
        lapse_role(asked=late, by=by)
    asked = RoleRequest.objects.create(
        user=user,
        institution=institution,
        role_code=role_code,
        valid_from=valid_from,
        asked_by=user_of(by),
        asked_at=now(),
        answer_by=current_day() + ANSWER_WITHIN,
    )
    record(ROLE_ASKED, subject=asked, by=by, data={"role": role_code, "institution": institution.path})
    return asked


def _give(user: User, institution: Institution, role_code: str, valid_from: date, by: Actor, **data: str) -> Membership:
    _refuse_twice(user, institution, role_code)
    given = Membership.objects.create(user=user, institution=institution, role_code=role_code, valid_from=valid_from)
    record(ROLE_GRANTED, subject=given, by=by, data={"role": role_code, "institution": institution.path, **data})
    return given


def _answerable(asked: RoleRequest, by: Actor) -> RoleRequest:
    asked = RoleRequest.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    approver, day = user_of(by), current_day()
    held = holding_on(day).filter(user=approver)
    in_use = {(each.institution_id, each.role_code) for each in approvers_of(asked, day) if each.user == approver}
    verdict = check_approval(
        approver=Approver(
            identity_of(approver),
            is_asked=(by.institution_id, by.role) in in_use,
            manages=any(MANAGE in each.role.permissions for each in held),
        ),
        concerned=[identity_of(asked.user), identity_of(asked.asked_by)],
        is_open=asked.outcome == Outcome.OPEN,
        answer_by=asked.answer_by,
        day=day,
    )
    _require(verdict)
    return asked


def _answer(asked: RoleRequest, outcome: Outcome, reason: str, by: Actor) -> None:
    asked.outcome, asked.reason, asked.answered_by, asked.answered_at = outcome, reason, user_of(by), now()
    asked.save(update_fields=["outcome", "reason", "answered_by", "answered_at"])
