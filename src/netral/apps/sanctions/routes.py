"""To whom a decision goes: the receiver that the data name on the day it is sent, and who decides there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from netral.apps.cases import api as cases
from netral.apps.catalogue import api as catalogue
from netral.engines.rules.dated import NotInForceError
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.queries import government_of, ppk_of, reader_path, receiver

MONITOR = "bkn"
# The kinds of institutions that the data name as receivers. There is no default: whatever else they name is refused.
RECEIVERS = {"kasn": Kind.KASN, "bkn": Kind.BKN, "pemda": Kind.GOVERNMENT, "kpu": Kind.KPU}
OF_CIVIL_SERVANTS = frozenset({Kind.KASN, Kind.BKN})
CRIME = "polri"


class NoRoute(cases.StepRefused):
    """A decision that Netral sends to nobody, whatever institutions are registered; says what to do instead."""


@dataclass(frozen=True)
class RecommendationRoute:
    """The two who receive a recommendation, and the paths that may read it."""

    receiver: Institution
    ppk: Institution
    scopes: tuple[str, ...]


def receiver_kind(norm_id: str, act_date: date, sent_on: date) -> Kind:
    """Return what kind of institution receives a breach of a norm on the day it is sent.

    Raises:
        NoRoute: there is no norm or no receiver that day, it is a crime, or Netral does not know the receiver.
    """
    return kind_named(_handlers(norm_id, act_date, sent_on), norm_id)


def kind_named(handlers: Sequence[catalogue.Handler], norm_id: str) -> Kind:
    """Return the kind of institution that the main one of a norm's handlers names.

    Raises:
        NoRoute: it is a crime on any of the ways, or Netral does not know the receiver.
    """
    named = [handler.forwards_to for handler in handlers]
    if CRIME in named:
        raise NoRoute(
            gettext_noop(
                "Ini dugaan tindak pidana. Netral tidak meneruskan pidana dan tidak membuat rekomendasi sanksi; "
                "jalannya hanya lewat Sentra Gakkumdu. Serahkan berkas perkara kepada Sentra Gakkumdu di Bawaslu Anda."
            )
        )
    if named[0] not in RECEIVERS:
        raise NoRoute(
            gettext_noop(
                "Data hukum menyebut penerima “%(receiver)s” yang tidak dikenal Netral. Teruskan dengan surat, dan "
                "minta pengelola sistem memeriksa data penerima norma %(norm)s."
            ),
            receiver=named[0],
            norm=norm_id,
        )
    return RECEIVERS[named[0]]


def _handlers(norm_id: str, act_date: date, sent_on: date) -> tuple[catalogue.Handler, ...]:
    """Return who handles a breach of that day when it is sent on another, at least one."""
    if not norm_id:
        raise NoRoute(
            gettext_noop("Putusan ini tidak menyebut norma, jadi penerimanya tidak diketahui. Teruskan dengan surat.")
        )
    try:
        handlers = catalogue.handlers_for(norm_id, act_date, sent_on)
    except NotInForceError as error:
        raise NoRoute(
            gettext_noop("Norma %(norm)s tidak berlaku pada tanggal perbuatan. Periksa norma dan tanggalnya."),
            norm=norm_id,
        ) from error
    if not handlers:
        raise NoRoute(
            gettext_noop("Data hukum tidak menyebut penerima norma %(norm)s pada hari ini. Teruskan dengan surat."),
            norm=norm_id,
        )
    return handlers


def route_of(decision: cases.DecisionView, act_date: date, sent_on: date) -> RecommendationRoute:
    """Return where a decision goes on the day it is sent: of civil servants to KASN until 24 August 2024, BKN after.

    What concerns others goes to the government or the election commission of the region, which BKN does not watch.

    Raises:
        NoRoute: Netral sends it to nobody.
        StepRefused: the receiver or the one who decides is not registered here.
    """
    kind = receiver_kind(decision.norm_id, act_date, sent_on)
    place = decision.case.region_code
    try:
        central, ppk = _institutions(kind, place, sent_on)
    except Institution.DoesNotExist as error:
        raise cases.StepRefused(
            gettext_noop(
                "%(receiver)s atau PPK wilayah ini belum terdaftar pada hari ini. Minta pengelola sistem "
                "mendaftarkannya dulu, lalu ulangi langkah ini."
            ),
            receiver=kind.label,
        ) from error
    paths = [decision.case.institution_path, reader_path(ppk), reader_path(central)]
    watched = [MONITOR] if kind in OF_CIVIL_SERVANTS else []
    return RecommendationRoute(receiver=central, ppk=ppk, scopes=tuple(dict.fromkeys([*paths, *watched])))


def _institutions(kind: Kind, region_code: str, on: date) -> tuple[Institution, Institution]:
    """Return who receives and who decides in a region on a day."""
    if kind in OF_CIVIL_SERVANTS:
        return receiver(kind, on), ppk_of(region_code, on)
    if kind is Kind.KPU:
        commission = receiver(kind, on, region_code=region_code)
        return commission, commission
    government = government_of(region_code)
    if not government.valid_on(on):
        raise Institution.DoesNotExist("the government did not exist on that day")
    return government, ppk_of(region_code, on)
