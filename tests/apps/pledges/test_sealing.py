"""Sealing in bulk: everybody once, also beside another sealer, also after one was killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from multiprocessing.process import BaseProcess as Process
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connections
from procrastinate.contrib.django.models import ProcrastinateJob

from netral.apps.pledges.actions.bulk_seal import NothingWaits, seal_next
from netral.apps.pledges.domain import Manner, PledgeStatus
from netral.apps.pledges.models import Campaign, Pledge
from netral.apps.pledges.sealing.queue import Wanted, mark_sealed, waiting_count
from netral.apps.pledges.sealing.runner import seal_waiting
from netral.apps.pledges.tasks import seal_pledges_of
from netral.config import paths
from netral.engines.process_pool import WorkerDied
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import action, record
from netral.foundation.ledger.write_guard import WriteOutsideAction
from netral.foundation.registry.models import AsnPerson
from netral.foundation.seals import store
from netral.foundation.seals.actions.documents import NoSealKey
from netral.foundation.seals.actions.keys import revoke_key
from netral.foundation.seals.domain import Verdict
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import active_key, pdf_of, verify_pdf
from tests.apps.pledges.conftest import pledge_of
from tests.apps.pledges.kiosks import Device, begun
from tests.engines.processes import spawned
from tests.foundation.registry.files import AGUS, HOTMAN, SITI
from tests.ground import Person

PEOPLE = 60
COMMAND = [str(Path(sys.executable).with_name("netral")), "pledges", "seal", "--chunk", "3", "--json"]
SIGNED = EventKind("test.signed", "Ditandatangani untuk uji")
pytestmark = pytest.mark.django_db
# Other processes see only what was committed; afterwards the owner clears up.
COMMITTED = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@action
def sign_everybody(*, campaign: Campaign) -> None:
    """Sign all pledges without a document, as links and kiosks leave them to the sealer."""
    with elevated("the test signs for everybody"):
        pledges = Pledge.objects.filter(campaign=campaign)
        pledges.update(status=PledgeStatus.SIGNED, signed_at=campaign.opened_at, manner=Manner.LINK)
    record(SIGNED, subject=campaign, by=SYSTEM)


@action
def rename(*, nip: str, name: str) -> None:
    """Give somebody another name."""
    with elevated("the test renames somebody"):
        AsnPerson.objects.filter(nip=nip).update(name=name)
    record(SIGNED, subject=("test", nip), by=SYSTEM)


def documents() -> list[SealedDocument]:
    with elevated("the test looks at everything"):
        return list(SealedDocument.objects.filter(kind="pledge"))


def waiting() -> int:
    with elevated("the test looks at everything"):
        return waiting_count()


def words_of(nip: str) -> str:
    document = pledge_of(nip).document
    assert document is not None
    pdf = pdf_of(document)
    assert verify_pdf(pdf).verdict == Verdict.HOLDS
    return " ".join(text_of(pdf).split())


def text_of(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def test_everybody_who_signed_gets_a_document_and_its_event(campaign: Campaign) -> None:
    sign_everybody(campaign=campaign)
    moved: list[int] = []
    assert seal_waiting(campaign.pk, progress=moved.append, chunk=2).number == 3
    assert (moved, waiting(), len(documents())) == ([2, 1], 0, 3)
    assert "Siti Aisyah" in words_of(SITI[0])
    events = Event.objects.filter(kind="seal.document_sealed")
    assert set(events.values_list("subject_id", flat=True)) == {str(document.pk) for document in documents()}
    assert [event.data["sealed"] for event in Event.objects.filter(kind="pledge.sealed").order_by("at")] == [2, 1]
    assert seal_waiting(campaign.pk).number == 0


def test_a_pledge_from_a_ceremony_names_place_officiant_and_witnesses(campaign: Campaign, officer: Person) -> None:
    ceremony = begun(campaign, officer)
    device = Device(ceremony, officer)
    device.send(device.confirm(pledge_of(SITI[0])))
    assert seal_waiting().number == 1
    words = words_of(SITI[0])
    for expected in ("Pelantikan pengawas, Aula", "Dewi, Sekretaris Daerah", "Rina Marlina", "kios pelantikan"):
        assert expected in words
    assert waiting() == 0


def test_the_job_that_a_kiosk_leaves_seals_what_it_sent(campaign: Campaign, officer: Person) -> None:
    device = Device(begun(campaign, officer), officer)
    device.send(device.confirm(pledge_of(SITI[0])), device.confirm(pledge_of(AGUS[0])))
    device.send(device.confirm(pledge_of(HOTMAN[0])))
    jobs = ProcrastinateJob.objects.filter(task_name="pledges.seal")
    assert [job.args for job in jobs] == [{"campaign_id": str(campaign.pk)}]
    seal_pledges_of(**jobs[0].args)
    assert (waiting(), len(documents())) == (0, 3)


def test_one_name_that_cannot_be_printed_holds_up_nobody_else(campaign: Campaign) -> None:
    rename(nip=AGUS[0], name="\U0001f600 Agus")
    sign_everybody(campaign=campaign)
    done = seal_waiting(campaign.pk)
    assert done.number == 2
    assert list(done.unfit) == [pledge_of(AGUS[0]).pk]
    with elevated("the test looks at everything"):
        assert store.kept().loose == 0
    rename(nip=AGUS[0], name="Agus")
    assert seal_waiting(campaign.pk).number == 1
    assert (waiting(), len(documents())) == (0, 3)


def test_nothing_is_sealed_where_nothing_waits(campaign: Campaign) -> None:
    with pytest.raises(NothingWaits):
        seal_next(wanted=Wanted(campaign.pk, 5), by=SYSTEM)
    assert not Event.objects.filter(kind="pledge.sealed").exists()


def test_no_pledge_gets_a_document_outside_an_action(campaign: Campaign) -> None:
    with pytest.raises(WriteOutsideAction):
        mark_sealed([], [])


@COMMITTED
def test_two_sealers_at_once_seal_everybody_once(campaign: Campaign) -> None:
    moved: list[int] = []
    many(campaign)
    assert seal_waiting(campaign.pk, processes=2, chunk=7, progress=moved.append).number == sum(moved) == PEOPLE
    assert max(moved) <= 7
    everybody_once()


@COMMITTED
def test_a_killed_sealer_leaves_nothing_half_and_the_rest_is_sealed_afterwards(campaign: Campaign) -> None:
    many(campaign)

    def kill(_number: int) -> None:
        # In the middle of the next chunk, or between two: then another takes its place, and the next one is killed.
        spawned()[0].kill()

    with pytest.raises(WorkerDied):
        seal_waiting(campaign.pk, processes=2, chunk=3, progress=kill)
    left = waiting()
    assert 0 < left < PEOPLE
    assert len(documents()) == PEOPLE - left
    assert seal_waiting(campaign.pk, processes=2).number == left
    everybody_once()


@COMMITTED
def test_a_sealer_that_hangs_is_stopped_and_what_the_other_has_in_hand_is_sealed(campaign: Campaign) -> None:
    many(campaign)
    stopped: list[Process] = []

    def stop(_number: int) -> None:
        if not stopped:
            stopped.append(spawned()[0])
            os.kill(stopped[0].pid or 0, signal.SIGSTOP)

    # Stopped while it hands something over, it is found by the others, who wait for their turn a minute.
    with pytest.raises(WorkerDied):
        seal_waiting(campaign.pk, processes=2, chunk=3, patience_s=30, progress=stop)
    assert stopped[0].exitcode == -signal.SIGKILL
    seal_waiting(campaign.pk)
    everybody_once()


@COMMITTED
def test_a_sealer_that_fails_is_told_of_with_its_reason(campaign: Campaign) -> None:
    many(campaign)
    key = active_key(campaign.institution, now())
    assert key is not None
    revoke_key(key=key, reason="uji", by=SYSTEM)
    with pytest.raises(NoSealKey, match="BKPSDM Kabupaten Bengkalis belum punya kunci segel"):
        seal_waiting(campaign.pk, processes=2)
    assert waiting() == PEOPLE


@COMMITTED
def test_several_sealers_tell_of_the_one_that_cannot_be_printed(campaign: Campaign) -> None:
    rename(nip=AGUS[0], name="\U0001f600 Agus")
    many(campaign)
    done = seal_waiting(campaign.pk, processes=2, chunk=8)
    assert (done.number, list(done.unfit)) == (PEOPLE - 1, [pledge_of(AGUS[0]).pk])
    rename(nip=AGUS[0], name="Agus")
    assert seal_waiting(campaign.pk).number == 1
    everybody_once()


@COMMITTED
def test_sealers_end_with_who_started_them(campaign: Campaign) -> None:
    many(campaign)
    seen: list[Process] = []

    def interrupted(_number: int) -> None:
        seen.extend(spawned())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seal_waiting(campaign.pk, processes=2, chunk=3, progress=interrupted)
    assert [process.is_alive() for process in seen] == [False, False]
    seal_waiting(campaign.pk)
    everybody_once()


@COMMITTED
def test_the_command_is_killed_and_typed_again(beside: Path, campaign: Campaign) -> None:
    many(campaign)
    with subprocess.Popen(COMMAND, env=as_here(), stderr=subprocess.DEVNULL) as command:
        give_up_at = time.monotonic() + 60
        while waiting() == PEOPLE and command.poll() is None:
            assert time.monotonic() < give_up_at
            time.sleep(0.02)
        command.kill()
    left = waiting()
    assert 0 < left < PEOPLE
    told = subprocess.run(COMMAND, env=as_here(), capture_output=True, check=True, text=True)
    # A sealer whose command was killed finds out when it tells of the chunk it was at.
    assert 0 < json.loads(told.stdout)["sealed"] <= left
    everybody_once()


@pytest.fixture
def beside(settings: SimpleNamespace, places: Path) -> Iterator[Path]:
    """Keep files and keys where a program finds them that is told the database's name alone."""
    folder = paths.beside_database(str(connections["default"].settings_dict["NAME"]))
    settings.NETRAL_STORE, settings.NETRAL_KEYS = str(folder / "files"), str(folder / "keys")
    settings.LEDGER_FOLDER = str(folder / "ledger")
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def as_here() -> dict[str, str]:
    """Give a program this test's database and day."""
    database = str(connections["default"].settings_dict["NAME"])
    site = {"DJANGO_SETTINGS_MODULE": "netral.config.settings.site", "NETRAL_DATABASE": database}
    return {**os.environ, **site, "NETRAL_CLOCK": now().isoformat()}


def many(campaign: Campaign) -> None:
    """Let many more people have signed."""
    invite_more(campaign=campaign)
    sign_everybody(campaign=campaign)
    assert waiting() == PEOPLE


@action
def invite_more(*, campaign: Campaign) -> None:
    """Invite people who are not in the roster's file."""
    with elevated("the test invites"):
        unit = Institution.objects.get(path="pemda.14.03.opd_dinas_kesehatan")
        for number in range(PEOPLE - 3):
            person = AsnPerson.objects.create(
                nip=f"19870602{number:010}",
                name=f"Pegawai {number}",
                employment="pns",
                birth_date=date(1987, 6, 1),
                sex="L",
                unit=unit,
                scopes=[unit.path],
            )
            Pledge.for_person(person, campaign=campaign).save(force_insert=True)
    record(SIGNED, subject=campaign, by=SYSTEM)


def everybody_once() -> None:
    """Expect each pledge to have a document of its own that holds, each with one event, and no record without a row."""
    assert waiting() == 0
    with elevated("the test looks at everything"):
        owned = list(Pledge.objects.values_list("document", flat=True))
        kept = store.kept()
    found = documents()
    assert sorted(map(str, owned)) == sorted(str(document.pk) for document in found)
    assert len(set(owned)) == PEOPLE
    assert Event.objects.filter(kind="seal.document_sealed").count() == PEOPLE
    # A killed sealer may leave records that nobody was told of, never a row without its record.
    assert kept.records - kept.loose == PEOPLE
    assert all(verify_pdf(pdf_of(document)).verdict == Verdict.HOLDS for document in found[:10])
