"""The door of the web app in the field: enrolling, what is offered and asked, observations and pieces of their files."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from netral.apps.fieldwork.actions.devices import enrol_device
from netral.apps.fieldwork.deliveries import deliver, deliver_piece, own_content, receipt_for
from netral.apps.fieldwork.device_access import with_secret
from netral.apps.fieldwork.domain.devices import tidy_code
from netral.apps.fieldwork.domain.submissions import PIECE, ContentConflict, FileConflict, SubmissionRefused
from netral.apps.fieldwork.inputs import DeclaredFile, FilePiece, Receipt, SentContent
from netral.apps.fieldwork.models import Device
from netral.apps.fieldwork.offered_forms import forms_for, needs_villages, villages_csv
from netral.apps.fieldwork.openrosa import VILLAGES, MediaFile
from netral.apps.fieldwork.queries.devices import device_by_code, secret_of
from netral.apps.fieldwork.queries.form_versions import published_by_id
from netral.apps.fieldwork.queries.observations import phone_states, questions_to
from netral.apps.supervisors import api as supervisors
from netral.engines.json_reader import read_json
from netral.engines.steps.table import StepRefused
from netral.engines.xforms.instance import InstanceInvalid, read_instance
from netral.foundation.accounts.access import keyed
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.files.capacity import StoreFull
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.clock import now
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.refusals import message_of
