"""What the measurement of phones calls lost and doubled, and which options a benchmark takes."""

import hashlib
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from netral.apps.fieldwork.models import ObservationFile
from netral.bench import sync
from netral.bench.scratch import place as scratch_place
from netral.bench.scratch.phones import PHOTO_BYTES, Held, photo_of
from netral.bench.scratch.tally import Tally, tally
from netral.cli.bench import Kill, bench
from netral.config import paths
from netral.config.cluster.location import DATABASE_VARIABLE
from netral.config.errors import NetralError
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from tests.apps.fieldwork.field import Field, field
from tests.apps.fieldwork.observed import new_instance, observed, photo, send
from tests.conftest import CAMPAIGN_DAY

PHOTO = "a.jpg"
LOSSES = {
    "nothing there": (
        "DELETE FROM fieldwork_observationfile",
        "DELETE FROM fieldwork_observationcontent",
        "DELETE FROM fieldwork_observation",
    ),
    "other content": ("UPDATE fieldwork_observationcontent SET xml = 'x'",),
    "other number": ("UPDATE fieldwork_observation SET number = 'AMT/14.03/2024/99999'",),
    "no photo": ("UPDATE fieldwork_observationfile SET stored_id = NULL",),
    "no file": ("DELETE FROM fieldwork_observationfile",),
}


def sent(place: Field) -> Held:
    """Send an observation and return how the phone shows it."""
    instance, picture = new_instance(), photo()
    xml = observed(place.form, photo=PHOTO, instance=instance)
    receipt = send(place.phone, xml, {PHOTO: picture})
    picture.seek(0)
    return Held(instance, hashlib.sha256(xml).hexdigest(), hashlib.sha256(picture.read()).hexdigest(), receipt.number)


@pytest.mark.usefixtures("ground")
def test_what_is_there_as_it_was_sent_is_accepted() -> None:
    place = field()
    assert tally([sent(place), sent(place), Held(new_instance())]) == Tally(2, 0, 0, 1)


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize("loss", LOSSES)
def test_what_is_shown_as_sent_and_not_there_whole_is_lost(loss: str) -> None:
    held = sent(field())
    with elevated("the test loses it"), connection.cursor() as cursor:
        for statement in LOSSES[loss]:
            cursor.execute(statement)
    assert tally([held]) == Tally(0, 1, 0, 0)


@pytest.mark.usefixtures("ground")
def test_a_photo_gone_or_changed_on_the_disk_is_lost() -> None:
    held = sent(field())
    with elevated("the test looks for it"):
        stored = ObservationFile.objects.get().stored
    assert stored is not None
    place = Path(settings.NETRAL_STORE, stored.path)
    kept = place.read_bytes()
    place.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    assert tally([held]).lost == 1
    place.unlink()
    assert tally([held]).lost == 1


@pytest.mark.usefixtures("ground")
def test_what_nobody_made_is_doubled_and_so_is_a_number_shown_twice() -> None:
    place = field()
    held, other = sent(place), sent(place)
    assert tally([held]) == Tally(1, 0, 1, 0)
    assert tally([held], among=[held, other]) == Tally(1, 0, 0, 0)
    again = Held(other.instance, other.xml_sha256, other.photo_sha256, held.number)
    assert tally([held, again]) == Tally(1, 1, 1, 0)


def test_every_photo_is_a_picture_of_the_size_and_no_two_are_alike() -> None:
    photos = {photo_of(new_instance()) for _ in range(50)}
    assert len(photos) == 50
    assert {len(each) for each in photos} == {PHOTO_BYTES}
    assert {each[:3] for each in photos} == {b"\xff\xd8\xff"}


def test_an_option_that_a_benchmark_does_nothing_with_is_refused_in_words() -> None:
    for given, words in (({"devices": 3}, "no phones"), ({"kill": Kill.WEB}, "nothing"), ({"rounds": 1}, "rounds")):
        with pytest.raises(NetralError, match=f"'territory' .*{words}.*leave out --{next(iter(given))}"):
            bench("territory", **given)
    with pytest.raises(NetralError, match="no running site: leave out --url"):
        bench("sync", url="http://127.0.0.1")
    with pytest.raises(NetralError, match="name it with --kill"):
        bench("sync", rounds=2)


def test_the_measured_programs_and_the_measurement_share_the_time_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(scratch_place, "_database", nullcontext)
    monkeypatch.setattr(paths, "beside_database", tmp_path.joinpath)
    with clock.at(CAMPAIGN_DAY):
        with scratch_place.shared_place() as environment:
            assert abs(clock.offset()) < timedelta(days=1)
            assert environment == {DATABASE_VARIABLE: scratch_place.DATABASE, "NETRAL_CLOCK": ""}
        assert clock.now() < CAMPAIGN_DAY + timedelta(days=1)


def test_a_server_of_ones_own_is_not_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://a@127.0.0.1/a")
    with pytest.raises(NetralError, match="a server of your own"):
        sync.run(kill="db")
