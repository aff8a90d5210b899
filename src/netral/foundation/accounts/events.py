"""Kinds of events about accounts."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

ACCOUNT_CREATED = event_kind("account.created", _("Akun dibuat"))
ROLE_GRANTED = event_kind("account.role_granted", _("Peran diberikan"))
ROLE_ENDED = event_kind("account.role_ended", _("Peran diakhiri"))
SIGN_IN_FAILED = event_kind("account.sign_in_failed", _("Gagal masuk"))
SIGN_IN_HELD = event_kind("account.sign_in_held", _("Akun ditahan sementara"))
PASSWORD_ACCEPTED = event_kind("account.password_accepted", _("Sandi diterima"))
PERSON_INVITED = event_kind("account.person_invited", _("Rekan ditambahkan"))
