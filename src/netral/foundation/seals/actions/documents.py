"""Sealing documents: signed, stored, registered under a code."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from netral.engines.seal.pades import Mark
from netral.engines.seal.pdf_template.forms import Form
from netral.engines.seal.pdf_template.template_signer import Pressed, TemplateSigner
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record, record_many
from netral.foundation.ledger.rehearsal import end_rehearsal
from netral.foundation.seals import store
from netral.foundation.seals.events import DOCUMENT_SEALED, DOCUMENT_WITHDRAWN
from netral.foundation.seals.issue import Builder, DocumentDraft, Issue, Printed, sealing_actor
from netral.foundation.seals.models import SealedDocument, SealKey
from netral.foundation.seals.presses import press_of
from netral.foundation.seals.queries import active_key
from netral.foundation.seals.registration import (
    PressedRow,
    Pressing,
    build,
    new_code,
    register_pressed,
    register_single,
    said_of,
)
from netral.foundation.seals.sealers import sealer_of

LONGEST_REASON = 500

logger = logging.getLogger(__name__)


class NoSealKey(Exception):
    """The institution has no key that may seal now."""


class WithdrawnAlready(Exception):
    """The document was withdrawn before."""


class ReasonMissing(ValueError):
    """A withdrawal without a reason that fits its column."""


@action
def seal_document(*, draft: DocumentDraft, pdf: bytes | Builder, by: Actor) -> SealedDocument:
    """Seal a document in the name of an institution, register it and store it encrypted.

    `pdf` is a finished PDF, or a function that is told code, address and time and returns a PDF or an
    `OfficialDocument`.

    Raises:
        NoSealKey: the institution has no valid key.
        SealingError: the bytes are no PDF that can be sealed, or a timestamp is asked for and not to be had.
        ServiceNotSet: the settings ask for a level whose timestamp authority they do not name.
        UnprintableText: the document holds characters that its typeface lacks.
    """
    moment = now()
    key = _key_of(draft.institution, moment)
    end_rehearsal()
    code = new_code()
    plain = build(pdf, Issue(code, moment, draft.institution))
    made = sealer_of(key, moment).make(plain, Mark(moment, draft.title))
    document = register_single(draft, made.pdf, code, key=key)
    if made.shortfall:
        # The ledger says which level it became; why is for the operator, as it names what stands inside his network.
        logger.warning("%s is sealed as %s only: %s", document.shown_code, made.level, made.shortfall)
    facts = {**said_of(document), "level": made.level.value}
    record(DOCUMENT_SEALED, subject=document, by=sealing_actor(draft.institution), data=facts)
    return document


@action
def seal_printed(
    *, institution: Institution, form: Form, documents: Sequence[Printed], by: Actor
) -> list[SealedDocument]:
    """Seal documents of one form in the name of an institution, thousands in one transaction; all or none of them.

    Their bytes are on the disk before the transaction commits; when it does not, no row and no event of them exists.

    Raises:
        NoSealKey: the institution has no valid key.
        SlotOverflow, UnprintableText: a text does not fit the form; nothing was sealed.
        StorageBroken: the disk does not take them.
    """
    pressing = Pressing(institution, _key_of(institution, moment := now()), moment)
    end_rehearsal()
    press = press_of(form, pressing.key)
    sealed = _press(press, documents, pressing)
    places = store.keep([pressed for pressed, _row in sealed])
    registered = register_pressed([row for _pressed, row in sealed], places, pressing)
    said = [(document, said_of(document)) for document in registered]
    record_many(DOCUMENT_SEALED, said, by=sealing_actor(institution))
    return registered


@action
def withdraw_document(*, document: SealedDocument, reason: str, by: Actor) -> SealedDocument:
    """Withdraw a sealed document: its seal stays as it is, but its page says from when it no longer counts and why.

    Raises:
        WithdrawnAlready: it was withdrawn before.
        ReasonMissing: the reason is empty, or longer than 500 characters.
    """
    words = reason.strip()
    if not 0 < len(words) <= LONGEST_REASON:
        raise ReasonMissing(_("Tulis alasan pencabutan, paling panjang %(limit)s huruf.") % {"limit": LONGEST_REASON})
    locked = SealedDocument.objects.select_for_update().get(pk=document.pk)
    if locked.withdrawn_at is not None:
        raise WithdrawnAlready(_("Dokumen ini sudah dicabut sebelumnya."))
    document.withdrawn_at, document.withdrawal_reason = now(), words
    document.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    record(DOCUMENT_WITHDRAWN, subject=document, by=by, data={"sha256": document.sha256, "reason": words})
    return document


def _key_of(institution: Institution, moment: datetime) -> SealKey:
    key = active_key(institution, moment)
    if key is None:
        raise NoSealKey(
            _("%(institution)s belum punya kunci segel yang berlaku. Minta pengelola sistem membuatnya dulu.")
            % {"institution": institution.name}
        )
    return key


def _press(press: TemplateSigner, documents: Sequence[Printed], pressing: Pressing) -> list[tuple[Pressed, PressedRow]]:
    if any(printed.draft.institution.pk != pressing.institution.pk for printed in documents):
        raise ValueError("documents pressed together are sealed by one institution")
    issues = [Issue(new_code(), pressing.at, pressing.institution) for _ in documents]
    rows = [(printed.values(issue), issue.url) for printed, issue in zip(documents, issues, strict=True)]
    return [
        (pressed, PressedRow(printed.draft, issue.code, pressed.sha256, pressed.skeleton.size))
        for printed, issue, pressed in zip(documents, issues, press.seal_many(rows, at=pressing.at), strict=True)
    ]
