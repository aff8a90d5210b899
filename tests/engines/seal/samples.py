"""Values the tests of the seal share."""

from __future__ import annotations

from datetime import UTC, datetime

from netral.engines.seal.certificates import Period

PERIOD = Period(datetime(2024, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
SEALED_AT = datetime(2024, 10, 21, 3, 12, tzinfo=UTC)
NAME = "Ngọc-Ánh Žuković Siregar, S.Ş."
URL = "https://netral.example.go.id/verifikasi/7K3M-9QXA-2WDT/"
