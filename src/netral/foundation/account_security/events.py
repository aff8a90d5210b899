"""Kinds of events about the address an account signs in with; none holds an address."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

EMAIL_REQUESTED = event_kind("account.email_change_requested", _("Ganti alamat e-mail diminta"))
EMAIL_CHANGED = event_kind("account.email_changed", _("Alamat e-mail diganti"))
EMAIL_RESTORED = event_kind("account.email_restored", _("Alamat e-mail lama dipulihkan"))
