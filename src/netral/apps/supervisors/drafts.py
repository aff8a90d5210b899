"""Drafts of applications: kept two weeks at most, opened by the code that the applicant wrote down."""

from datetime import timedelta

from netral.apps.supervisors.domain.drafts import ApplicationAnswers
from netral.foundation.drafts.cookies import CodeCookies
from netral.foundation.drafts.store import DraftStore, OpenDraft
from netral.foundation.files.domain import MEGABYTE

PURPOSE = "application"
MOST_FILES = 12
MOST_BYTES = 60 * MEGABYTE
ApplicationDraft = OpenDraft[ApplicationAnswers]

STORE = DraftStore(
    form="application",
    answers=ApplicationAnswers,
    read=ApplicationAnswers.from_json,
    life=timedelta(days=14),
    purpose=PURPOSE,
    most_files=MOST_FILES,
    most_bytes=MOST_BYTES,
    most_text_bytes=64 * 1024,
)
COOKIES = CodeCookies(draft="lamar", opened="lamar_status", path="/pengawas/", subject="application")
