"""Words and marks for what the domain only names."""

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_lazy as _

from netral.apps.fieldwork.domain.devices import DeviceState
from netral.apps.fieldwork.domain.form_versions import FormState
from netral.apps.fieldwork.domain.observations import ObservationState
from netral.engines.xforms.instance import InstanceInvalid
from netral.foundation.ui.choices import Marked

FORM_STATES: Mapping[str, Marked] = {
    FormState.DRAFT: (_("Rancangan"), "neutral"),
    FormState.PROPOSED: (_("Menunggu diterbitkan"), "warning"),
    FormState.PUBLISHED: (_("Terbit"), "good"),
    FormState.REJECTED: (_("Ditolak"), "bad"),
    FormState.WITHDRAWN: (_("Ditarik"), "neutral"),
}
OBSERVATION_STATES: Mapping[str, Marked] = {
    ObservationState.INCOMPLETE: (_("Lampiran belum tiba"), "warning"),
    ObservationState.RECEIVED: (_("Menunggu diperiksa"), "warning"),
    ObservationState.ASKED: (_("Ditanya balik"), "warning"),
    ObservationState.PROPOSED: (_("Diusulkan sebagai temuan"), "warning"),
    ObservationState.FINDING: (_("Temuan"), "good"),
    ObservationState.CLOSED: (_("Ditutup tanpa temuan"), "neutral"),
}
DEVICE_STATES: Mapping[str, Marked] = {
    DeviceState.INVITED: (_("Kode belum dipakai"), "warning"),
    DeviceState.ENROLLED: (_("Terdaftar"), "good"),
    DeviceState.REVOKED: (_("Dicabut"), "bad"),
}


def invalid_words(invalid: InstanceInvalid) -> str:
    """Say in the reader's language why what a phone sent is no observation."""
    return gettext(invalid.template) % invalid.values
