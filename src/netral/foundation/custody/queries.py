"""Who holds which key, who waits for one, and what is left to do."""

from uuid import UUID

from netral.foundation.accounts.models import User
from netral.foundation.custody.models import InstitutionKey, MemberKey


def key_in_use(institution_id: UUID) -> InstitutionKey | None:
    """Return the key to which an institution's secrets are sealed now, if it has one."""
    found: InstitutionKey | None = InstitutionKey.objects.filter(institution_id=institution_id, retired_at=None).first()
    return found


def member_key_of(user: User | UUID) -> MemberKey | None:
    """Return a person's own key, if she has signed in with a password before."""
    user_id = user.pk if isinstance(user, User) else user
    found: MemberKey | None = MemberKey.objects.filter(user_id=user_id, replaced_at=None).first()
    return found
