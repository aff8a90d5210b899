"""How soon officers see the seats, the postings and whom they search for, beside the applicants of a whole country.

Every village of the real territory is recruited for and nearly every one has its supervisor; all people are fictional.
The pages are asked for as officers do, signed in, through the web role and row security, and what each counts is
compared with what was seeded. Then people apply, one after another: draft, documents, application and its event,
every commit durable.
"""

import random
import re
import secrets
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils.text import slugify

from netral.apps.supervisors.actions.applications import submit_application
from netral.apps.supervisors.domain.applications import DocumentKind
from netral.apps.supervisors.domain.drafts import ApplicationAnswers
from netral.apps.supervisors.drafts import STORE
from netral.apps.supervisors.models import Application, ApplicationDocument, Vacancy
from netral.bench.scratch.applicants import EMPTY_EVERY, apply_all, people, post_nearly_all, recruit, settle
from netral.bench.scratch.place import durability, place
from netral.engines.vault.codes import new_code
from netral.foundation.accounts.actions import create_account, grant_role
from netral.foundation.accounts.queries import current_day
from netral.foundation.elections.actions import load_election
from netral.foundation.elections.schedules import shipped
from netral.foundation.institutions.actions import seed_institutions
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import PUBLIC, SYSTEM
from netral.foundation.regions.actions import load_regions
from netral.foundation.regions.models import Region, Tier
from netral.foundation.ui.tables import MOST_COUNTED

VILLAGES = 83_762
APPLICATIONS = 300_000
SUBMITTED = 100
DOCUMENTS = (DocumentKind.KTP, DocumentKind.DIPLOMA, DocumentKind.HEALTH)
DOCUMENT_BYTES = 400_000
ROUNDS = 20
WORDS = 60
LIMIT_P95_MS = 150.0
# Three hundred thousand in ten days, most of them in the last evening's six hours.
LIMIT_APPLICATIONS_PER_S = 14
COUNTRY, REGENCY = "bawaslu", "bawaslu.14.03"
_JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_SHOWN = re.compile(r"dari (?:lebih dari )?([\d.]+)</p>")


@dataclass(frozen=True)
class Ask:
    """One page as an officer asks for it, and how many rows it must count."""

    kind: str
    officer: Client
    address: str
    rows: int
