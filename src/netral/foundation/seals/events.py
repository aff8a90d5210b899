"""Kinds of events about keys and sealed documents."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

KEY_CREATED = event_kind("seal.key_created", _("Kunci segel dibuat"))
KEY_REPLACED = event_kind("seal.key_replaced", _("Kunci segel diganti"))
KEY_REVOKED = event_kind("seal.key_revoked", _("Kunci segel dicabut"))
DOCUMENT_SEALED = event_kind("seal.document_sealed", _("Dokumen disegel"))
DOCUMENT_WITHDRAWN = event_kind("seal.document_withdrawn", _("Dokumen bersegel dicabut"), personal=("reason",))
