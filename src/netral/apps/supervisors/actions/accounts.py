"""The account of a supervisor: it comes with her posting and goes with it."""

from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.events import SUPERVISOR_ACCOUNT_GIVEN
from netral.apps.supervisors.models import Posting
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.account_security.links import password_link
from netral.foundation.accounts.actions import RoleRefused, create_account, give_for_term
from netral.foundation.accounts.domain import Identity
from netral.foundation.accounts.grants import identity_of
from netral.foundation.accounts.models import Membership, User
from netral.foundation.accounts.queries import user_of
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record
from netral.foundation.notices.actions import notify

ROLES = {
    Post.DISTRICT: (Kind.PANEL, "panel_member"),
    Post.VILLAGE: (Kind.VILLAGE_SUPERVISOR, "village_supervisor"),
    Post.POLLING_STATION: (Kind.VILLAGE_SUPERVISOR, "polling_station_supervisor"),
}


@action
def give_account(*, posting: Posting, by: Actor) -> Membership:
    """Give a supervisor the role of her post for the days of her posting, and tell her where to make a password.

    Raises:
        StepRefused: the institution of her area is not registered, it is the actor's own address, or another's.
    """
    supervisor = posting.supervisor
    kind, role = ROLES[Post(posting.post)]
    institution = Institution.objects.filter(kind=kind, region=posting.region).first()
    if institution is None:
        raise StepRefused(
            _(
                "Akun tidak dapat dibuat: lembaga pengawas %(area)s belum terdaftar. Minta pengelola sistem "
                "mendaftarkannya, atau kosongkan e-mail supaya ditempatkan tanpa akun."
            ),
            area=posting.region.name,
        )
    user = _account(posting, by)
    supervisor.account = user
    supervisor.save(update_fields=["account"])
    try:
        given = give_for_term(
            user=user,
            institution=institution,
            role_code=role,
            valid_from=posting.starts_on,
            valid_to=posting.ends_on,
            by=by,
        )
    except RoleRefused as refusal:
        raise StepRefused("%(words)s", words=str(refusal)) from refusal
    record(SUPERVISOR_ACCOUNT_GIVEN, subject=supervisor, by=by, data={"role": role, "institution": institution.path})
    notify(
        to=user,
        template="supervisor_posted",
        context={"name": user.name, "posting": posting, "password": password_link()},
        key=f"supervisor-posted-{posting.pk}",
        by=by,
    )
    return given


def _account(posting: Posting, by: Actor) -> User:
    supervisor = posting.supervisor
    known = User.objects.filter(email=supervisor.email).first()
    asked = Identity.of(str(known.pk) if known else "", supervisor.name, [supervisor.email])
    if by.kind == "staff" and identity_of(user_of(by)).is_same(asked):
        raise StepRefused(_("Tidak ada yang memberi peran untuk dirinya sendiri. Minta petugas lain menempatkannya."))
    is_hers = known is not None and known.pk == supervisor.account_id
    if known is not None and not is_hers and known.name.casefold().split() != supervisor.name.casefold().split():
        raise StepRefused(
            _("Alamat e-mail itu milik akun orang lain. Periksa alamatnya, atau kosongkan e-mail."),
        )
    return known or create_account(email=supervisor.email, name=supervisor.name, password=None, by=by)
