"""Kinds of events about elections."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

ELECTION_LOADED = event_kind("election.loaded", _("Jadwal pemilihan dimuat"))
