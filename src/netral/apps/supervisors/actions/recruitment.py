"""Recruitment for a post: planned with its vacancies, opened, closed when applications end, or called off."""

from dataclasses import dataclass
from datetime import date

from netral.apps.supervisors import events
from netral.apps.supervisors.domain.posts import Post, PostRule, rule_of
from netral.apps.supervisors.domain.recruitment import (
    RECRUITMENT_TABLE,
    RecruitmentState,
    RecruitmentVerb,
    check_closing,
    check_days,
    check_opening,
    is_named_first,
    number_of,
)
from netral.apps.supervisors.models import Recruitment, Vacancy
from netral.apps.supervisors.parameters import post_rules
from netral.apps.supervisors.queries.recruitment import areas_of, closing_day, free_seats
from netral.engines.rules.dated import NotInForceError
from netral.engines.steps.table import StepRefused, check_permission, gettext_noop as _
from netral.foundation.elections.models import Election
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.queries import today_in
from netral.foundation.workflow.steps import Workflow, finish


@dataclass(frozen=True)
class RecruitmentInput:
    """What an officer decides of a new recruitment."""

    election: Election
    post: Post
    opens_on: date
    closes_on: date


def _own(recruitment: Recruitment, _verb: RecruitmentVerb, by: Actor) -> None:
    if recruitment.institution_id != by.institution_id:
        raise StepRefused(
            _("Rekrutmen ini dilakukan oleh %(name)s. Minta lembaga itu melakukan langkah ini."),
            name=recruitment.institution.name,
        )


RECRUITMENTS = Workflow(Recruitment, RecruitmentState, RECRUITMENT_TABLE, further=_own)


@action
def plan_recruitment(*, inputs: RecruitmentInput, institution: Institution, by: Actor) -> Recruitment:
    """Draft a recruitment with the vacancies of every area of the institution's region.

    Raises:
        StepRefused: the days are wrong, another forms the post, a draft is there, or the region has no such area.
    """
    check_permission("supervisors.recruit", by.permissions)
    check_days(inputs.opens_on, inputs.closes_on, inputs.election.polling_day)
    rule = _rule(inputs)
    is_named_first(rule, institution.kind)
    region = institution.region
    if region is None:
        raise StepRefused(_("Lembaga Anda tidak mempunyai wilayah. Hubungi pengelola akun."))
    same = {"institution": institution, "election": inputs.election, "post": inputs.post}
    if Recruitment.objects.filter(**same, state=RecruitmentState.DRAFT).exists():
        raise StepRefused(_("Draf rekrutmen untuk jabatan ini sudah ada. Buka draf itu, atau batalkan dulu."))
    recruitment = Recruitment.objects.create(
        scopes=[institution.path],
        region=region,
        opens_on=inputs.opens_on,
        closes_on=inputs.closes_on,
        created_at=now(),
        **same,
    )
    vacancies = _vacancies(recruitment, rule)
    Vacancy.objects.bulk_create(vacancies)
    facts = {
        "post": inputs.post,
        "election": inputs.election.code,
        "opens_on": inputs.opens_on,
        "closes_on": inputs.closes_on,
        "vacancies": len(vacancies),
        "seats": sum(vacancy.seats for vacancy in vacancies),
    }
    record(events.RECRUITMENT_PLANNED, subject=recruitment, by=by, data=facts)
    return recruitment


@action
def open_recruitment(*, recruitment: Recruitment, by: Actor) -> Recruitment:
    """Open a recruitment under the next number of the year, for everyone to apply.

    Raises:
        StepRefused: its last day is over, an open one has the same areas, or the step is not possible now or not hers.
    """
    step = RECRUITMENTS.begin(recruitment, RecruitmentVerb.OPEN, by)
    row = step.subject
    day = today_in(row.region_id)
    check_opening(row.closes_on, day)
    # Two institutions may open the same areas; one waits here for the other.
    Election.objects.select_for_update().get(pk=row.election_id)
    _require_free(row)
    row.opened_at = now()
    row.number = number_of(
        next_in_year(f"rec_{row.post}", row.institution, day.year), Post(row.post), row.region_id, day.year
    )
    finish(step, events.RECRUITMENT_OPENED, number=row.number)
    return row


@action
def close_recruitment(*, recruitment: Recruitment, by: Actor) -> Recruitment:
    """Close a recruitment after its last day; selection begins.

    Raises:
        StepRefused: somebody may still apply, or the step is not possible now or not hers.
    """
    step = RECRUITMENTS.begin(recruitment, RecruitmentVerb.CLOSE, by)
    check_closing(closing_day(step.subject), today_in(step.subject.region_id))
    finish(step, events.RECRUITMENT_CLOSED)
    return step.subject


@action
def cancel_recruitment(*, recruitment: Recruitment, by: Actor) -> Recruitment:
    """Call off a recruitment that was never opened.

    Raises:
        StepRefused: the step is not possible now or not hers.
    """
    step = RECRUITMENTS.begin(recruitment, RecruitmentVerb.CANCEL, by)
    finish(step, events.RECRUITMENT_CANCELLED)
    return step.subject


def _rule(inputs: RecruitmentInput) -> PostRule:
    try:
        return rule_of(post_rules(), inputs.post, inputs.opens_on)
    except NotInForceError as error:
        raise StepRefused(
            _("Belum ada aturan tentang jabatan ini pada hari pertama pendaftaran. Periksa tanggalnya.")
        ) from error


def _vacancies(recruitment: Recruitment, rule: PostRule) -> list[Vacancy]:
    areas = areas_of(rule.post, recruitment.region, recruitment.election)
    if not areas and rule.post is Post.POLLING_STATION:
        raise StepRefused(_("Belum ada TPS di wilayah Anda. Unggah daftar TPS dulu, lalu buat rekrutmennya."))
    vacancies = [
        Vacancy(
            scopes=[f"bawaslu.{region.code}"],
            recruitment=recruitment,
            region=region,
            polling_station=station,
            seats=seats,
        )
        for region, station in areas
        if (seats := free_seats(rule, recruitment.election, region, station))
    ]
    if not vacancies:
        raise StepRefused(_("Tidak ada lowongan di wilayah Anda untuk jabatan ini. Periksa jabatan yang dipilih."))
    return vacancies


def _require_free(recruitment: Recruitment) -> None:
    with elevated("whether another institution recruits for the same areas, nobody's data"):
        others = Vacancy.objects.filter(
            recruitment__state=RecruitmentState.OPEN,
            recruitment__election=recruitment.election_id,
            recruitment__post=recruitment.post,
            region__in=recruitment.vacancies.values("region"),
        )
        other = others.select_related("recruitment").first()
    if other is not None:
        raise StepRefused(
            _("Rekrutmen %(number)s masih terbuka untuk wilayah yang sama. Tutup rekrutmen itu dulu."),
            number=other.recruitment.number,
        )
