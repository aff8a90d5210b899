"""Editions: published by the centre, pulled in order and unharmed, adopted, and replayed for good."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import Error, connection, transaction
from hypothesis import HealthCheck, given, settings as tried, strategies as st

from netral.apps.catalogue import api, queries
from netral.apps.catalogue.actions.editions import (
    acknowledge_edition,
    adopt_edition,
    publish_edition,
    receive_edition,
)
from netral.apps.catalogue.dataset import shipped, shipped_documents, version_of
from netral.apps.catalogue.editions import current
from netral.apps.catalogue.editions.bundle import opened
from netral.apps.catalogue.editions.documents import Documents, EditionRefused
from netral.apps.catalogue.editions.keys import pinned_publishers
from netral.apps.catalogue.models import Adoption, Edition, Ruleset
from netral.engines.rules.dated import NotInForceError, as_of
from netral.engines.rules.evaluation import Verdict
from netral.engines.rules.receipt import canonical as receipt_bytes
from netral.foundation.elections.domain import Phase
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.models import Event
from tests.apps.catalogue.lawbooks import bundle_of, changed_rules, norm_row, resealed, with_title
from tests.ground import person

DAY = date(2024, 10, 7)
FACTS = [
    ("media-sosial", {"status": "pns", "objek_akun": "calon", "tindakan_medsos": "berinteraksi"}),
    ("media-sosial", {"status": "pppk", "objek_akun": "calon", "tindakan_medsos": "melihat"}),
    ("media-sosial", {}),
    ("foto-unggah", {"foto_dengan": "calon"}),
]


def publish(documents: Documents | None = None, title: str = "Terbitan") -> Edition:
    return publish_edition(documents=documents or shipped_documents(), title=title, notes="Catatan.", by=SYSTEM)


def adopt(edition: Edition) -> None:
    adopt_edition(edition=edition, effective_at=now(), reason="Berlaku.", by=SYSTEM)
    current.watch()


def away(*changes: Documents) -> list[bytes]:
    """The bundles of editions that were published elsewhere: nothing of them is kept here."""
    made: list[bytes] = []
    with transaction.atomic():
        made += [bundle_of(publish(documents, f"Terbitan {number}")) for number, documents in enumerate(changes, 1)]
        transaction.set_rollback(True)
    return made


def pull(content: bytes) -> Edition:
    return receive_edition(content=content, origin="uji", by=SYSTEM)


def state() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Edition, Ruleset, Adoption, Event))


@pytest.fixture(scope="module")
def bundles(django_db_setup: None, django_db_blocker: Any) -> list[bytes]:
    """Three editions of another installation that has the key pinned here."""
    with django_db_blocker.unblock(), clock.at(datetime(2024, 10, 7, 3, 0, tzinfo=UTC)):
        made = away(shipped_documents(), with_title("Judul kedua"), changed_rules(1))
    with django_db_blocker.unblock():
        connection.close()
    return made


@pytest.mark.django_db
def test_the_first_edition_is_the_shipped_law_itself() -> None:
    edition = publish()

    assert edition.number == 1
    assert edition.ruleset.version == shipped().version
    assert {event.kind for event in Event.objects.all()} == {"catalogue.edition_published"}


@pytest.mark.django_db
def test_editions_are_pulled_one_after_the_other(bundles: list[bytes]) -> None:
    pulled = [pull(content) for content in bundles]

    assert [edition.number for edition in pulled] == [1, 2, 3]
    assert [bundle_of(edition) for edition in pulled] == bundles
    assert Event.objects.filter(kind="catalogue.edition_pulled").count() == 3
    assert api.catalogue_version() == shipped().version


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("order", "message"),
    [([1], "terbitan 1 belum ada"), ([0, 2], "terbitan 2 belum ada"), ([0, 0], "sudah ada di sini")],
)
def test_what_comes_out_of_order_is_refused(bundles: list[bytes], order: list[int], message: str) -> None:
    *first, last = order
    for place in first:
        pull(bundles[place])
    before = state()

    with pytest.raises(EditionRefused, match=message):
        pull(bundles[last])
    assert state() == before


@pytest.mark.django_db
def test_another_history_does_not_continue_this_one(bundles: list[bytes]) -> None:
    pull(bundles[0])
    second = opened(bundles[1], pinned_publishers())
    with transaction.atomic():
        edition = pull(bundles[1])
        forged = resealed(edition, seed=_own_seed(), previous="0" * 64, documents=second.documents)
        transaction.set_rollback(True)

    with pytest.raises(EditionRefused, match="tidak menyambung"):
        pull(forged)


@pytest.mark.django_db
def test_an_unknown_publisher_is_refused(bundles: list[bytes]) -> None:
    with transaction.atomic():
        forged = resealed(pull(bundles[0]), seed=bytes(range(32)))
        transaction.set_rollback(True)
    before = state()

    with pytest.raises(EditionRefused, match="tidak dikenal di sini"):
        pull(forged)
    assert state() == before


@pytest.mark.django_db
def test_a_signed_edition_that_does_not_hold_together_is_refused(bundles: list[bytes]) -> None:
    spoiled = shipped_documents()
    norm_row(spoiled, "B6")["conflicts"] = ["K99"]
    with transaction.atomic():
        edition = pull(bundles[0])
        forged = [
            resealed(edition, seed=_own_seed(), documents=spoiled, version=version_of(spoiled)),
            resealed(edition, seed=_own_seed(), version="0" * 64),
        ]
        transaction.set_rollback(True)

    for content, message in zip(forged, ("conflict: 'K99' is not known", "sidiknya sendiri"), strict=True):
        with pytest.raises(EditionRefused, match=message):
            pull(content)
    assert state() == (0, 0, 0, 0)


@pytest.mark.django_db
@tried(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_byte_of_a_bundle_can_be_changed(bundles: list[bytes], data: st.DataObject) -> None:
    content = bundles[0]
    place = data.draw(st.integers(0, len(content) - 1))
    kind = data.draw(st.sampled_from(["flip", "cut", "grow", "insert", "swap"]))
    other = data.draw(st.integers(0, len(content) - 1))
    low, high = sorted((place, other))
    changed = {
        "flip": content[:place] + bytes([content[place] ^ data.draw(st.integers(1, 255))]) + content[place + 1 :],
        "cut": content[:place],
        "grow": content + content[place:],
        "insert": content[:place] + b"\0" + content[place:],
        "swap": content[high:] + content[low:high] + content[:low],
    }[kind]
    if changed == content:
        return

    with pytest.raises(EditionRefused):
        pull(changed)
    assert state() == (0, 0, 0, 0)


@pytest.mark.django_db
def test_receipts_replay_byte_for_byte_after_three_later_editions() -> None:
    made: list[tuple[dict[str, Any], bytes]] = []
    verdicts = set()
    for step in range(4):
        if step:
            adopt(publish(changed_rules(step), f"Terbitan {step}"))
        for act, facts in FACTS:
            judgement = api.judge(act, facts, DAY, phase=Phase.CAMPAIGN)
            verdicts.add((act, step, judgement.verdict))
            made.append((judgement.receipt(), receipt_bytes(judgement.receipt())))

    current.forget()
    current.watch()
    assert len({receipt["ruleset"] for receipt, _ in made}) == 4
    assert {verdict for act, _, verdict in verdicts if act == "media-sosial"} >= {Verdict.VIOLATION, Verdict.ASK}
    for receipt, written in made:
        assert receipt_bytes(api.replay(receipt).receipt()) == written


@pytest.mark.django_db
def test_a_receipt_of_an_unknown_edition_is_refused() -> None:
    receipt = api.judge("media-sosial", {}, DAY, phase=Phase.CAMPAIGN).receipt()

    current.watch()
    with pytest.raises(api.UnknownEdition):
        api.replay({**receipt, "ruleset": "0" * 64})


@pytest.mark.django_db
def test_an_adoption_by_another_process_is_noticed() -> None:
    current.watch()
    assert api.norm("B6", DAY).title != "Judul baru"
    adopt_edition(edition=publish(with_title("Judul baru")), effective_at=now(), reason="Berlaku.", by=SYSTEM)

    current.watch()
    assert api.norm("B6", DAY).title == "Judul baru"


@pytest.mark.django_db
def test_judging_asks_the_database_nothing_while_nothing_changed(django_assert_num_queries: Any) -> None:
    adopt(publish(changed_rules(1)))
    api.judge("media-sosial", {}, DAY, phase=Phase.CAMPAIGN)

    with django_assert_num_queries(0):
        for _ in range(50):
            api.judge("media-sosial", {"objek_akun": "calon"}, DAY, phase=Phase.CAMPAIGN)


@pytest.mark.django_db
def test_an_edition_judges_from_the_day_it_was_adopted_for() -> None:
    edition = publish(with_title("Judul nanti"))
    adopt_edition(edition=edition, effective_at=now() + timedelta(days=3), reason="Nanti.", by=SYSTEM)
    current.watch()
    assert api.norm("B6", DAY).title != "Judul nanti"

    with clock.at(now() + timedelta(days=4)):
        current.watch()
        assert api.norm("B6", DAY).title == "Judul nanti"
        assert queries.catalogue_known_at(now() - timedelta(days=4)).version == shipped().version


@pytest.mark.django_db
def test_the_law_as_it_was_known_earlier_stands_beside_what_replaced_it() -> None:
    first = publish()
    with clock.at(now() + timedelta(days=10)):
        second = publish(with_title("Judul kedua"))
    law = current.kept(second.ruleset.version)

    assert as_of(law.norms, "B6", DAY).title == "Judul kedua"
    assert as_of(law.norms, "B6", DAY).published_at == second.published_at
    assert as_of(law.norms, "B6", DAY, known_at=first.published_at).title.startswith("Mengunggah")
    assert as_of(law.norms, "A1", DAY).published_at is None
    with pytest.raises(NotInForceError):
        as_of(law.norms, "Z9", DAY)


@pytest.mark.django_db
def test_a_published_row_is_ended_and_never_removed() -> None:
    publish()
    documents = shipped_documents()
    documents["norms"] = [row for row in documents["norms"] if row["id"] != "B6"]
    for rows in documents["rules"]:
        for rule in rows["rules"]:
            rule["norms"] = [norm for norm in rule["norms"] if norm != "B6"]

    with pytest.raises(EditionRefused, match="baris B6 dalam norms hilang"):
        publish(documents)


@pytest.mark.django_db
def test_publishing_the_same_again_is_refused() -> None:
    publish()

    with pytest.raises(EditionRefused, match="Tidak ada yang berubah sejak terbitan 1"):
        publish()


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE catalogue_edition SET title = 'x'", "DELETE FROM catalogue_ruleset"])
def test_what_was_published_cannot_be_changed_even_by_hand(statement: str) -> None:
    publish()

    with pytest.raises(Error, match="never changed or removed"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("ground")
def test_a_unit_reads_before_it_adopts_and_earlier_editions_never_come_back() -> None:
    officer = person("supervisor_member", "bawaslu.14.03").actor
    first, second = publish(), publish(with_title("Judul kedua"))

    with pytest.raises(EditionRefused, match="sudah membaca terbitan 2"):
        adopt_edition(edition=second, effective_at=now(), reason="Berlaku.", by=officer)
    acknowledge_edition(edition=second, by=officer)
    with pytest.raises(EditionRefused, match="sudah ditandai dibaca"):
        acknowledge_edition(edition=second, by=officer)
    adopted = adopt_edition(edition=second, effective_at=now(), reason="Berlaku.", by=officer)
    with pytest.raises(EditionRefused, match="lebih baru sudah dipakai"):
        adopt_edition(edition=first, effective_at=now(), reason="Kembali.", by=SYSTEM)
    assert queries.adoption_in_use() == adopted


def _own_seed() -> bytes:
    seed: bytes = settings.CATALOGUE_KEY.key()
    return seed
