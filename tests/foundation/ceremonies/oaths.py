"""Another kind of ceremony, at which nobody pledges and nobody can object: with tables, pages and words of its own."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import NAMESPACE_DNS, UUID, uuid5
from zoneinfo import ZoneInfo

from django.apps.registry import Apps
from django.db import connection, models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template import engines
from django.urls import path
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from netral.config.urls.site import urlpatterns as site
from netral.foundation.accounts.access import keyed, signed_in
from netral.foundation.accounts.links import digest_of, token_for
from netral.foundation.ceremonies.codes import CeremonyCodes
from netral.foundation.ceremonies.confirmations import CheckedConfirmation
from netral.foundation.ceremonies.domain import KioskPoint, KioskText, Participant
from netral.foundation.ceremonies.kinds import CeremonyEvents, CeremonyKind, CeremonyTables, KioskWords
from netral.foundation.ceremonies.models import CeremonyBase, KioskBase, KioskEntryBase, WitnessBase
from netral.foundation.ceremonies.views.desk import CeremonyDesk
from netral.foundation.ceremonies.views.kiosk import KioskPages
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record

# These tables stand in no database but that of one test.
OWN = Apps(["netral.foundation.ceremonies"])
SWORN, CALLED = EventKind("oath.sworn", "Disumpah"), EventKind("oath.called", "Dipanggil")
POINTS = (KioskPoint("setia", "Setia", "Saya setia."), KioskPoint("jujur", "Jujur", "Saya jujur."))


class Oath(CeremonyBase):
    is_over = models.BooleanField(default=False)

    class Meta(CeremonyBase.Meta):
        app_label, apps = "ceremonies", OWN


class OathWitness(WitnessBase):
    ceremony = models.ForeignKey(Oath, on_delete=models.PROTECT, related_name="witnesses")

    class Meta(WitnessBase.Meta):
        app_label, apps = "ceremonies", OWN


class OathKiosk(KioskBase):
    ceremony = models.ForeignKey(Oath, on_delete=models.PROTECT, related_name="kiosks")

    class Meta(KioskBase.Meta):
        app_label, apps = "ceremonies", OWN


class Supervisor(ScopedModel):
    ceremony = models.ForeignKey(Oath, on_delete=models.PROTECT, related_name="supervisors")
    name = models.CharField(max_length=150)
    village = models.CharField(max_length=150)
    token_digest = models.BinaryField(max_length=32, unique=True)
    pin_verifier = models.BinaryField(max_length=32, null=True)
    sworn_at = models.DateTimeField(null=True)

    class Meta:
        app_label, apps = "ceremonies", OWN
        ordering: ClassVar = ["name"]


class OathEntry(KioskEntryBase):
    kiosk = models.ForeignKey(OathKiosk, on_delete=models.PROTECT, related_name="entries")
    supervisor = models.ForeignKey(Supervisor, null=True, on_delete=models.PROTECT, related_name="entries")
    witness = models.ForeignKey(OathWitness, null=True, on_delete=models.PROTECT, related_name="entries")

    class Meta(KioskEntryBase.Meta):
        app_label, apps = "ceremonies", OWN


def create_tables() -> None:
    """Create the tables for the length of one transaction."""
    with connection.schema_editor() as editor:
        editor.sql_create_table = "CREATE TEMPORARY TABLE %(table)s (%(definition)s)"
        for model in (Oath, OathWitness, OathKiosk, Supervisor, OathEntry):
            editor.create_model(model)


def token_of(ident: UUID) -> str:
    """Return what the slip of a supervisor holds."""
    return token_for("test.oath", ident)


@action
def call(*, ceremony: Oath, name: str, village: str, by: Actor) -> Supervisor:
    """Call a supervisor to her oath."""
    ident = uuid7()
    made = Supervisor.objects.create(
        id=ident,
        scopes=list(ceremony.scopes),
        ceremony=ceremony,
        name=name,
        village=village,
        token_digest=digest_of(token_of(ident)),
    )
    record(CALLED, subject=made, by=by)
    return made


@action
def swear(*, participant: Supervisor, confirmation: CheckedConfirmation, by: Actor) -> None:
    """Count an oath as sworn at the moment it was confirmed."""
    participant.sworn_at = confirmation.at
    participant.save(update_fields=["sworn_at"])
    record(SWORN, subject=participant, by=by, data={"points": list(confirmation.entry.points)})


def _participant(row: Supervisor) -> Participant:
    unit, verifier = uuid5(NAMESPACE_DNS, row.village), row.pin_verifier
    return Participant(row.pk, row.name, unit, row.village, "Pengawas", verifier, row.sworn_at is not None)


def _text(ceremony: Oath) -> KioskText:
    return KioskText("sumpah:1", "Sumpah", "Demi Allah:", POINTS, "Selesai.", "Bawaslu Kabupaten Bengkalis")


_NAMES = (
    "planned", "prepared", "printed", "opened", "done", "witness_confirmed",
    "kiosk_opened", "kiosk_revoked", "kiosk_loaded", "kiosk_seen", "kiosk_refused",
)  # fmt: skip
_WORDS = [name for name in KioskWords.__dataclass_fields__ if name != "moved"]
settled: list[UUID] = []
OATHS = CeremonyKind(
    codes=CeremonyCodes("test.oaths", "oath_kiosk"),
    tables=CeremonyTables(Oath, OathWitness, OathKiosk, OathEntry, "supervisor"),
    events=CeremonyEvents(**{name: EventKind(f"oath.{name}", name) for name in _NAMES}),
    words=KioskWords(moved="Keadaan sumpah sudah lain.", **{name: gettext_lazy(f"kata {name}") for name in _WORDS}),
    called=lambda ceremony: Supervisor.objects.filter(ceremony=ceremony),
    participant=_participant,
    token_of=token_of,
    slip_link_of=token_of,
    text=_text,
    is_open=lambda ceremony: not ceremony.is_over,
    closed_at=lambda ceremony: None,
    zone=lambda ceremony: ZoneInfo("Asia/Jakarta"),
    accept=swear,
    object_to=None,
    settle=lambda ceremony: settled.append(ceremony.pk),
    prefix="oath_",
)
PAGES, DESK = KioskPages(OATHS), CeremonyDesk(OATHS)


PAGE = """
{% extends "ui/staff.html" %}
{% block content %}
{% include "ceremonies/parts/kiosks.html" %}{% include "ceremonies/parts/witnesses.html" %}
{% endblock %}
{% block aside %}{% include "ceremonies/parts/steps.html" %}{% endblock %}
""".strip()


def _ceremony(request: HttpRequest, found: Oath) -> HttpResponse:
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render(DESK.context(found, may_manage=True), request))


def _witness_slips(request: HttpRequest, found: Oath) -> HttpResponse:
    return DESK.witness_slips(found)


def _desk(answer: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    def view(request: HttpRequest, ident: UUID, **more: Any) -> HttpResponse:
        return answer(request, get_object_or_404(Oath.objects.all(), pk=ident), **more)

    return signed_in(view)


_code = keyed("kiosk code")
urlpatterns = [
    path("kios-sumpah/<str:token>/", _code(PAGES.page), name="oath_kiosk"),
    path("kios-sumpah/<str:token>/pekerja.js", _code(PAGES.worker), name="oath_kiosk_worker"),
    path("kios-sumpah/<str:token>/daftar/", _code(PAGES.roster), name="oath_kiosk_roster"),
    path("kios-sumpah/<str:token>/kirim/", csrf_exempt(_code(PAGES.deliver)), name="oath_kiosk_deliver"),
    path("sumpah/<uuid:ident>/", _desk(_ceremony), name="oath_ceremony"),
    path("sumpah/<uuid:ident>/peserta/", _desk(_ceremony), name="oath_ceremony_people"),
    path("sumpah/<uuid:ident>/slip/", _desk(DESK.slip_list), name="oath_ceremony_slips"),
    path("sumpah/<uuid:ident>/slip/saksi/", _desk(_witness_slips), name="oath_ceremony_slip_witnesses"),
    path("sumpah/<uuid:ident>/slip/<str:part>/", _desk(DESK.slip_file), name="oath_ceremony_slip_all"),
    path("sumpah/<uuid:ident>/slip/<str:part>/<uuid:unit>/", _desk(DESK.slip_file), name="oath_ceremony_slip_unit"),
    path("sumpah/<uuid:ident>/mulai/", _desk(DESK.begin), name="oath_ceremony_begin"),
    path("sumpah/<uuid:ident>/selesai/", _desk(DESK.end), name="oath_ceremony_end"),
    path("sumpah/<uuid:ident>/saksi/<uuid:witness>/", _desk(DESK.witness), name="oath_ceremony_witness"),
    path("sumpah/<uuid:ident>/kios/", _desk(DESK.open_kiosk), name="oath_ceremony_kiosk_open"),
    path("sumpah/<uuid:ident>/kios/<uuid:kiosk>/", _desk(DESK.kiosk), name="oath_ceremony_kiosk"),
    path("sumpah/<uuid:ident>/kios/<uuid:kiosk>/cabut/", _desk(DESK.revoke), name="oath_ceremony_kiosk_revoke"),
    path("sumpah/<uuid:ident>/antrean/", _desk(DESK.queue), name="oath_ceremony_queue"),
    *site,
]
