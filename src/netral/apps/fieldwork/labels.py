"""Words and marks for what the domain only names."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from netral.apps.fieldwork.domain.form_versions import FormState
from netral.foundation.ui.choices import Marked

FORM_STATES: Mapping[str, Marked] = {
    FormState.DRAFT: (_("Rancangan"), "neutral"),
    FormState.PROPOSED: (_("Menunggu diterbitkan"), "warning"),
    FormState.PUBLISHED: (_("Terbit"), "good"),
    FormState.REJECTED: (_("Ditolak"), "bad"),
    FormState.WITHDRAWN: (_("Ditarik"), "neutral"),
}
