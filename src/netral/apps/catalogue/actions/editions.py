"""Publishing, pulling, acknowledging and adopting editions of the law."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from netral.apps.catalogue import queries
from netral.apps.catalogue.dataset import CatalogueError, checked, version_of
from netral.apps.catalogue.editions.bundle import Bundle, Heading, opened, sealed
from netral.apps.catalogue.editions.current import active_overlays, watch
from netral.apps.catalogue.editions.documents import EditionRefused, check_worked_in, stamped
from netral.apps.catalogue.editions.keys import own_signer, pinned_publishers
from netral.apps.catalogue.editions.overlays import check_overlay
from netral.apps.catalogue.editions.ruleset_store import keep, keep_local
from netral.apps.catalogue.events import EDITION_ACKNOWLEDGED, EDITION_ADOPTED, EDITION_PUBLISHED, EDITION_PULLED
from netral.apps.catalogue.models import Acknowledgement, Adoption, Edition
from netral.engines.steps.table import gettext_noop as _
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record

# Any number does, as long as every process takes the same: editions are numbered one after the other.
_ONE_AT_A_TIME = 7_203_118


@action
def publish_edition(*, documents: Mapping[str, Any], title: str, notes: str, by: Actor) -> Edition:
    """Publish a data set as the next edition, signed with the key of this installation.

    Raises:
        EditionRefused: it does not hold together, leaves out a row already published, changes nothing, or holds a
            lawyer's words that nobody worked in.
    """
    _take_turn()
    check_worked_in(documents)
    last, moment = queries.last_edition(), now()
    made = stamped(last.ruleset.documents if last else None, documents, moment)
    _check_documents(made)
    version = version_of(made)
    if last and last.ruleset.version == version:
        raise EditionRefused(
            _("Tidak ada yang berubah sejak terbitan %(number)s. Ubah datanya dulu, lalu terbitkan."),
            number=last.number,
        )
    heading = Heading((last.number if last else 0) + 1, title, notes, moment, last.manifest_hash if last else "")
    return _keep(sealed(heading, made, version, own_signer()), "", EDITION_PUBLISHED, by)


@action
def receive_edition(*, content: bytes, origin: str, by: Actor) -> Edition:
    """Take in a bundle of a publisher, as the next edition after the last one kept here.

    Raises:
        EditionRefused: it is damaged, not from a known publisher, out of order, or does not hold together.
    """
    bundle = opened(content, pinned_publishers())
    _take_turn()
    _check_order(bundle, queries.last_edition())
    if version_of(bundle.documents) != bundle.manifest.version:
        raise EditionRefused(
            _("Terbitan %(number)s tidak cocok dengan sidiknya sendiri. Minta penerbit menerbitkan ulang."),
            number=bundle.manifest.number,
        )
    _check_documents(bundle.documents)
    return _keep(bundle, origin, EDITION_PULLED, by)


@action
def acknowledge_edition(*, edition: Edition, by: Actor) -> Acknowledgement:
    """Record that the actor's unit has read what an edition changes.

    Raises:
        EditionRefused: the actor has no unit, or her unit has read it already.
    """
    if by.institution_id is None or queries.has_acknowledged(edition, by):
        raise EditionRefused(_("Terbitan %(number)s sudah ditandai dibaca untuk lembaga Anda."), number=edition.number)
    institution = Institution.objects.get(pk=by.institution_id)
    read = Acknowledgement.objects.create(
        scopes=[institution.path],
        edition=edition,
        institution=institution,
        by_id=by.id,
        by_name=by.label,
        acknowledged_at=now(),
    )
    record(EDITION_ACKNOWLEDGED, subject=edition, by=by, data={"number": edition.number, "unit": institution.path})
    return read


@action
def adopt_edition(*, edition: Edition, effective_at: datetime, reason: str, by: Actor) -> Adoption:
    """Judge by an edition from a moment on, which may be now or later.

    Raises:
        EditionRefused: the unit has not read it, a later one is adopted, or what a region added would loosen it.
    """
    _take_turn()
    _check_adoption(edition, effective_at, by)
    documents = edition.ruleset.documents
    earlier: list[dict[str, Any]] = []
    for overlay in active_overlays():
        check_overlay(documents, earlier, overlay.document)
        earlier.append(overlay.document)
    keep_local(documents, active_overlays())
    adopted = Adoption.objects.create(
        edition=edition,
        effective_at=effective_at,
        adopted_at=now(),
        reason=reason,
        by_id=by.id,
        by_name=by.label,
    )
    data = {"number": edition.number, "version": edition.ruleset.version, "from": effective_at, "reason": reason}
    record(EDITION_ADOPTED, subject=edition, by=by, data=data)
    transaction.on_commit(watch)
    return adopted


def _take_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def _check_documents(documents: Mapping[str, Any]) -> None:
    try:
        checked(documents)
    except (CatalogueError, KeyError, TypeError, AttributeError) as error:
        found = error.problems[:5] if isinstance(error, CatalogueError) else (str(error),)
        raise EditionRefused(
            _("Isi terbitan tidak utuh: %(problems)s. Perbaiki datanya, lalu terbitkan atau tarik lagi."),
            problems="; ".join(found),
        ) from error


def _check_order(bundle: Bundle, last: Edition | None) -> None:
    number, expected = bundle.manifest.number, (last.number if last else 0) + 1
    if number < expected:
        raise EditionRefused(
            _("Terbitan %(number)s sudah ada di sini. Tarik terbitan %(expected)s atau yang sesudahnya."),
            number=number,
            expected=expected,
        )
    if number > expected:
        raise EditionRefused(
            _(
                "Terbitan %(number)s belum dapat ditarik: terbitan %(expected)s belum ada di sini. Tarik berurutan, "
                "mulai dari terbitan %(expected)s."
            ),
            number=number,
            expected=expected,
        )
    if bundle.manifest.previous != (last.manifest_hash if last else ""):
        raise EditionRefused(
            _(
                "Terbitan %(number)s tidak menyambung dengan terbitan sebelumnya di sini. Tidak ada yang berubah. "
                "Hubungi penerbit: mungkin ada dua versi terbitan sebelumnya."
            ),
            number=number,
        )


def _check_adoption(edition: Edition, effective_at: datetime, by: Actor) -> None:
    later = Adoption.objects.filter(edition__number__gte=edition.number).exists()
    if later:
        raise EditionRefused(
            _("Terbitan %(number)s atau yang lebih baru sudah dipakai di sini."), number=edition.number
        )
    if Adoption.objects.filter(effective_at__gt=effective_at).exists():
        raise EditionRefused(
            _("Terbitan sebelumnya baru mulai dipakai sesudah tanggal itu. Pilih tanggal yang lebih lambat.")
        )
    if by.institution_id is not None and not queries.has_acknowledged(edition, by):
        raise EditionRefused(
            _("Tandai dulu bahwa lembaga Anda sudah membaca terbitan %(number)s, baru pakai."),
            number=edition.number,
        )


def _keep(bundle: Bundle, origin: str, kind: EventKind, by: Actor) -> Edition:
    manifest = bundle.manifest
    edition = Edition.objects.create(
        number=manifest.number,
        title=manifest.title,
        notes=manifest.notes,
        published_at=manifest.published_at,
        received_at=now(),
        origin=origin[:300],
        ruleset=keep(bundle.documents),
        manifest=bundle.manifest_bytes,
        manifest_hash=bundle.manifest_hash,
        signature=bundle.signature,
        key_id=manifest.key_id,
    )
    data = {"number": manifest.number, "version": manifest.version, "manifest": bundle.manifest_hash, "origin": origin}
    record(kind, subject=edition, by=by, data=data)
    return edition
