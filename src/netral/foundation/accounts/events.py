"""Kinds of events about accounts."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import Rate, event_kind

ACCOUNT_CREATED = event_kind("account.created", _("Akun dibuat"))
ROLE_GRANTED = event_kind("account.role_granted", _("Peran diberikan"))
ROLE_ENDED = event_kind("account.role_ended", _("Peran diakhiri"))
SIGN_IN_FAILED = event_kind("account.sign_in_failed", _("Gagal masuk"))
SIGN_IN_HELD = event_kind("account.sign_in_held", _("Akun ditahan sementara"))
PASSWORD_ACCEPTED = event_kind("account.password_accepted", _("Sandi diterima"))
# Anybody may ask for anybody's address, and each time a mail goes out: five an hour to one, and one a second to all.
RESET_ASKED = event_kind(
    "account.reset_asked",
    _("Tautan sandi baru diminta"),
    rate=Rate(timedelta(hours=1), per_subject=5, overall=3600),
)
PERSON_INVITED = event_kind("account.person_invited", _("Rekan ditambahkan"))
ROLE_ASKED = event_kind("account.role_asked", _("Peran diminta"))
ROLE_APPROVED = event_kind("account.role_approved", _("Peran disetujui"))
ROLE_REFUSED = event_kind("account.role_refused", _("Peran ditolak"))
ROLE_LAPSED = event_kind("account.role_lapsed", _("Permintaan peran lewat waktu"))

PASSWORD_CHANGED = event_kind("account.password_changed", _("Sandi diganti"))
PASSWORD_RESET = event_kind("account.password_reset", _("Sandi dibuat lewat tautan e-mail"))
FACTOR_ADDED = event_kind("account.factor_added", _("Verifikasi dua langkah ditambahkan"))
FACTOR_REMOVED = event_kind("account.factor_removed", _("Verifikasi dua langkah dihapus"))
FACTOR_RENAMED = event_kind("account.factor_renamed", _("Nama kunci sandi diganti"))
CODES_MADE = event_kind("account.recovery_codes_made", _("Kode pemulihan dibuat"))
CODES_SEEN = event_kind("account.recovery_codes_seen", _("Kode pemulihan dibuka"))
SESSIONS_ENDED = event_kind("account.sessions_ended", _("Perangkat lain dikeluarkan"))

# What an account's owner is told at the address that was hers before.
GRAVE_CHANGES = (
    PASSWORD_CHANGED,
    PASSWORD_RESET,
    FACTOR_ADDED,
    FACTOR_REMOVED,
    FACTOR_RENAMED,
    CODES_MADE,
    CODES_SEEN,
    SESSIONS_ENDED,
)
