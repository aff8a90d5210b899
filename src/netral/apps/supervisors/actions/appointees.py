"""What follows an oath, person by person: certificates sealed in bulk, and the posting of each."""

from netral.apps.supervisors.actions.postings import post_supervisor
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.events import APPOINTEE_HINDERED, APPOINTEE_POSTED, OATH_CERTIFIED
from netral.apps.supervisors.inputs import Particulars, PostingTerm
from netral.apps.supervisors.models import Application, Appointee, OathCeremony
from netral.apps.supervisors.papers.appointments import certificate_form, certificate_of
from netral.apps.supervisors.queries.appointments import to_certify
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record
from netral.foundation.seals.actions.documents import seal_printed

# One transaction of the press: little is lost where it is cut off, and the disk is seldom waited for.
AT_ONCE = 500
_LONGEST = 500


class NobodyWaits(Exception):
    """Nobody waits for a certificate, or for a posting; another was quicker."""


@action
def certify_sworn(*, ceremony: OathCeremony, by: Actor) -> int:
    """Seal the next certificates of a ceremony and return how many; all of them or none.

    Raises:
        NobodyWaits: everybody sworn in has one.
        NoSealKey: the institution has no valid key.
        StorageBroken: the disk does not take them.
    """
    waiting = to_certify(ceremony).select_for_update(of=("self",), skip_locked=True)[:AT_ONCE]
    people = list(waiting)
    if not people:
        raise NobodyWaits
    sealed = seal_printed(
        institution=ceremony.decree.recruitment.institution,
        form=certificate_form(ceremony),
        documents=[certificate_of(each, ceremony) for each in people],
        by=by,
    )
    for each, document in zip(people, sealed, strict=True):
        each.certificate = document
    Appointee.objects.bulk_update(people, ["certificate"])
    record(OATH_CERTIFIED, subject=ceremony, by=by, data={"certificates": len(sealed)})
    return len(sealed)


@action
def post_sworn(*, appointee: Appointee, by: Actor) -> Appointee:
    """Post somebody sworn in from the day of her oath to the end of the term; a refusal is kept with its reason.

    Raises:
        NobodyWaits: she is posted already, or was refused.
    """
    rows = Appointee.objects.filter(posting=None, hindrance="").exclude(ceremony=None)
    row = rows.select_for_update(of=("self",)).filter(pk=appointee.pk).first()
    if row is None:
        raise NobodyWaits
    try:
        row.posting = post_supervisor(who=_particulars(row.application), term=_term(row), by=by)
    except StepRefused as refusal:
        row.hindrance = str(refusal)[:_LONGEST]
        record(APPOINTEE_HINDERED, subject=row, by=by, data={"why": row.hindrance})
    else:
        record(APPOINTEE_POSTED, subject=row, by=by, data={"posting": row.posting.pk})
    row.save(update_fields=["posting", "hindrance"])
    return row


def _particulars(application: Application) -> Particulars:
    return Particulars(
        name=application.name,
        nik=application.nik,
        birth_date=application.birth_date,
        sex=application.sex,
        phone=application.phone,
        email=application.email,
        village=application.village,
        person=application.person,
    )


def _term(row: Appointee) -> PostingTerm:
    recruitment, vacancy = row.application.recruitment, row.application.vacancy
    ceremony = row.ceremony
    if ceremony is None:
        raise NobodyWaits
    return PostingTerm(
        election=recruitment.election,
        post=Post(recruitment.post),
        region=vacancy.region,
        polling_station=vacancy.polling_station,
        starts_on=ceremony.at.astimezone(zone_at(recruitment.institution)).date(),
        ends_on=ceremony.decree.ends_on,
    )
