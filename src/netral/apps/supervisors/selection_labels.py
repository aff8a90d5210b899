"""Words for the values of selection."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.domain.checks import RequirementJudgement, Verdict
from netral.apps.supervisors.domain.comments import Weight
from netral.apps.supervisors.domain.decisions import PanelOutcome
from netral.apps.supervisors.domain.merit import TieRule
from netral.apps.supervisors.domain.scores import ScoreFault
from netral.foundation.ui.choices import Marked

JUDGEMENTS: Mapping[str, Promise] = {
    RequirementJudgement.MET: _("Terpenuhi"),
    RequirementJudgement.NOT_MET: _("Tidak terpenuhi"),
    RequirementJudgement.MISSING: _("Berkas belum ada"),
}
VERDICTS: Mapping[str, Promise] = {
    Verdict.QUALIFIED: _("Memenuhi syarat"),
    Verdict.UNQUALIFIED: _("Tidak memenuhi syarat"),
    Verdict.INCOMPLETE: _("Berkas belum lengkap"),
}
WEIGHTS: Mapping[str, Promise] = {
    Weight.PROVEN: _("Terbukti"),
    Weight.UNPROVEN: _("Tidak terbukti"),
    Weight.IRRELEVANT: _("Tidak terkait syarat"),
}
OUTCOMES: Mapping[str, Marked] = {
    PanelOutcome.CHOSEN: (_("Terpilih"), "good"),
    PanelOutcome.RESERVE: (_("Cadangan"), "neutral"),
    PanelOutcome.NOT_CHOSEN: (_("Tidak terpilih"), "neutral"),
}
TIES: Mapping[str, Promise] = {
    TieRule.INTERVIEW: _("nilai wawancara lebih tinggi"),
    TieRule.TEST: _("nilai tes tulis lebih tinggi"),
    TieRule.LOT: _("undian tercatat"),
}
SCORE_FAULTS: Mapping[str, Promise] = {
    ScoreFault.NO_NUMBER: _("Nomor lamaran kosong."),
    ScoreFault.UNKNOWN: _("Tidak ada lamaran yang memenuhi syarat dengan nomor ini di rekrutmen ini."),
    ScoreFault.TWICE: _("Nomor ini ada lebih dari sekali dalam berkas."),
    ScoreFault.NOT_A_NUMBER: _("Nilainya bukan angka."),
    ScoreFault.OUT_OF_RANGE: _("Nilainya di luar 0 sampai 100."),
    ScoreFault.BROKEN: _("Barisnya rusak: periksa tanda kutipnya."),
}
