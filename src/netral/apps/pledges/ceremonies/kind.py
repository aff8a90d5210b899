"""Inaugurations at which people pledge, as the kiosks of `foundation/ceremonies` ask for them."""

from django.utils.translation import gettext_lazy as _

from netral.apps.pledges import events
from netral.apps.pledges.actions.kiosks import object_at_kiosk, sign_at_kiosk
from netral.apps.pledges.ceremonies.codes import CODES
from netral.apps.pledges.ceremonies.jobs import seal_later
from netral.apps.pledges.ceremonies.status import called_to
from netral.apps.pledges.domain import CEREMONY_MOVED, PledgeStatus
from netral.apps.pledges.links import link_of, token_of
from netral.apps.pledges.models import Ceremony, Kiosk, KioskEntry, Pledge, Witness
from netral.apps.pledges.queries import zone_of_campaign
from netral.foundation.ceremonies.domain import KioskPoint, KioskText, Participant
from netral.foundation.ceremonies.kinds import CeremonyEvents, CeremonyKind, CeremonyTables, KioskWords
from netral.foundation.outreach.domain import CallStatus


def _participant(pledge: Pledge) -> Participant:
    return Participant(
        ident=pledge.pk,
        name=pledge.person.name,
        unit_id=pledge.unit_id,
        unit=pledge.unit.name,
        position=pledge.person.position,
        verifier=pledge.pin_verifier,
        confirmed=pledge.stands == PledgeStatus.SIGNED,
    )


def _text(ceremony: Ceremony) -> KioskText:
    text = ceremony.campaign.text
    points = tuple(KioskPoint(point.code, point.title, point.text) for point in text.points)
    return KioskText(text.key, text.title, text.opening, points, text.closing, ceremony.campaign.government.name)


_EVENTS = CeremonyEvents(
    planned=events.CEREMONY_PLANNED,
    prepared=events.CEREMONY_PREPARED,
    printed=events.CEREMONY_PRINTED,
    opened=events.CEREMONY_OPENED,
    done=events.CEREMONY_DONE,
    witness_confirmed=events.WITNESS_CONFIRMED,
    kiosk_opened=events.KIOSK_OPENED,
    kiosk_revoked=events.KIOSK_REVOKED,
    kiosk_loaded=events.KIOSK_LOADED,
    kiosk_seen=events.KIOSK_SEEN,
    kiosk_refused=events.KIOSK_REFUSED,
)
_WORDS = KioskWords(
    title=_("Kios ikrar"),
    without_script=_(
        "Kios memerlukan JavaScript, karena bekerja tanpa jaringan. Tanpa itu, ikrar tetap bisa diberikan lewat "
        "tautan pribadi pada slip."
    ),
    agree=_("Saya menyetujui semuanya"),
    witness=_("Saya menyaksikan pelantikan dan pengucapan ikrar ini."),
    thanks=_("{name}, konfirmasi Anda tersimpan pukul {at}. Ikrar disegel begitu kios ini terhubung."),
    reader=_("Dibaca oleh badan kepegawaian."),
    back_to_points=_("Kembali ke butir ikrar"),
    unknown_code=_(
        "Kode kios ini tidak dikenal. Mungkin ada huruf yang salah ketik. Pindai kode QR kios dari layar petugas "
        "kepegawaian."
    ),
    code_over=_("Kode kios ini sudah dicabut atau berakhir. Minta petugas kepegawaian membuka kios baru."),
    confirmed_before=_("Sudah berikrar sebelumnya. Tidak perlu diulang."),
    closed_before=_("Dikonfirmasi setelah kampanye ikrar ditutup."),
    moved=CEREMONY_MOVED,
    not_opened=_("Pelantikan ini atau kampanyenya sudah selesai, jadi kios tidak bisa dibuka."),
    nothing_to_print=_("Tidak ada slip untuk dicetak: semua sudah berikrar, atau belum ada peserta."),
    units=_("Tiap unit kerja"),
)
INAUGURATION = CeremonyKind(
    codes=CODES,
    tables=CeremonyTables(
        Ceremony,
        Witness,
        Kiosk,
        KioskEntry,
        "pledge",
        ("campaign__government__region", "campaign__institution__region"),
    ),
    events=_EVENTS,
    words=_WORDS,
    called=called_to,
    participant=_participant,
    token_of=token_of,
    slip_link_of=link_of,
    text=_text,
    is_open=lambda ceremony: ceremony.campaign.stands == CallStatus.OPEN,
    closed_at=lambda ceremony: ceremony.campaign.closed_at,
    zone=lambda ceremony: zone_of_campaign(ceremony.campaign),
    accept=sign_at_kiosk,
    object_to=object_at_kiosk,
    settle=lambda ceremony: seal_later(ceremony.campaign_id),
)
