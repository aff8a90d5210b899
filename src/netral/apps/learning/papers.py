"""What is printed for sessions: the poster with the code, and the attendance list."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from netral.apps.learning.domain.sessions import SessionStatus
from netral.apps.learning.links import poster_link_of
from netral.apps.learning.models import Attendance, Session
from netral.apps.learning.parameters import attendance_rules
from netral.apps.learning.queries.sessions import times_of
from netral.engines.seal.documents import styles
from netral.engines.seal.documents.blocks import Fields, Grid, Letterhead, OfficialDocument, Paragraph
from netral.engines.seal.documents.flow import QrSymbol, text
from netral.engines.seal.documents.render import render
from netral.engines.seal.documents.slips import built
from netral.foundation.ledger.clock import now
from netral.foundation.ui.formats import angka, tanggal, waktu, zone_label

_POSTER_QR = 110 * mm


def hours_of(session: Session) -> str:
    """Return when a session is: 7 Oktober 2024, 09.00–11.00 WIB."""
    times = times_of(session)
    first, last = (moment.astimezone(times.zone) for moment in (session.starts_at, session.ends_at))
    return f"{tanggal(times.day)}, {first:%H.%M}–{last:%H.%M} {zone_label(first)}"


def session_poster(session: Session) -> bytes:
    """Return the poster by which people record their attendance, one A4 page."""
    times = times_of(session)
    first, last = (moment.astimezone(times.zone) for moment in times.window(attendance_rules()))
    valid = _("Kode ini hanya berlaku pada %(day)s, pukul %(first)s sampai %(last)s %(zone)s.") % {
        "day": tanggal(times.day),
        "first": f"{first:%H.%M}",
        # The window may end with the day.
        "last": "24.00" if last.date() > times.day else f"{last:%H.%M}",
        "zone": zone_label(first),
    }
    big = styles.TITLE.clone("poster", fontSize=30, leading=38, spaceAfter=6)
    large = styles.BODY.clone("poster-body", fontSize=15, leading=22, spaceAfter=6)
    link = poster_link_of(session.pk)
    story = [
        text(session.government.name, styles.SUBTITLE),
        text(_("Catat kehadiran Anda"), big),
        text(session.title, large.clone("poster-session", fontName="Jakarta-SemiBold")),
        text(f"{hours_of(session)}\n{session.place}", large),
        Spacer(0, 4 * mm),
        QrSymbol(link, _POSTER_QR),
        Spacer(0, 4 * mm),
        text(_("1. Pindai kode ini dengan kamera ponsel."), large),
        text(_("2. Ketik NIP dan tanggal lahir Anda, atau pakai tautan pribadi yang pernah Anda buka."), large),
        text(_("3. Tidak membawa ponsel? Minta panitia mencatat kehadiran Anda."), large),
        Spacer(0, 3 * mm),
        text(valid, styles.BODY),
        text(link, styles.SMALL),
    ]
    return built(session.title, story, 24 * mm)


def attendance_list(session: Session, present: Sequence[Attendance], called: int) -> bytes:
    """Return the attendance list of a session as a PDF, unit by unit."""
    times = times_of(session)
    rows = tuple(
        (
            str(number),
            each.person.name,
            each.person.nip,
            each.unit.name,
            f"{each.recorded_at.astimezone(times.zone):%H.%M}" + (f" ({_('terlambat')})" if each.is_late else ""),
        )
        for number, each in enumerate(present, start=1)
    )
    facts = [
        (_("Waktu"), hours_of(session)),
        (_("Tempat"), session.place),
        (_("Narasumber"), session.speaker),
        (_("Penyelenggara"), session.institution.name),
        (_("Keadaan"), _status(session)),
        (_("Hadir"), _("%(came)s dari %(called)s yang diundang") % {"came": angka(len(rows)), "called": angka(called)}),
    ]
    head = (_("No."), _("Nama"), _("NIP"), _("Unit kerja"), _("Dicatat"))
    nobody = Paragraph(_("Belum ada kehadiran yang tercatat."))
    document = OfficialDocument(
        letterhead=Letterhead(session.government.name, (session.institution.name,)),
        title=_("Daftar Hadir Sosialisasi"),
        subtitle=session.title,
        number=f"HADIR/{session.government.region_id}/{times.day:%Y}/{str(session.pk)[-12:].upper()}",
        issued_at=now(),
        blocks=(
            Fields(tuple((label, value) for label, value in facts if value)),
            Grid(head, rows, (0.5, 2.2, 1.9, 2, 1.3)) if rows else nobody,
            Paragraph(_("Dicetak %(moment)s.") % {"moment": waktu(now(), times.zone)}),
        ),
    )
    return render(document)


def _status(session: Session) -> str:
    if session.stands == SessionStatus.CANCELLED:
        return f"{session.get_status_display()}: {session.cancel_reason}"
    return str(session.get_status_display())
