"""What the office reads from an observation for itself: where, since when known, in one line what, and its files."""

from dataclasses import dataclass
from typing import Any

from netral.apps.fieldwork.domain.submissions import Meaning, moment_of, point_of
from netral.apps.fieldwork.form_content import load
from netral.apps.fieldwork.models import FormVersion
from netral.apps.supervisors import api as supervisors
from netral.engines.xforms.instance import Instance, file_names
from netral.foundation.regions.models import Region, Tier
