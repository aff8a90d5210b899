"""One of several sealers: started by `sealing.beside`, it tells on standard output how far it has come."""

import gc
import sys
import time
from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections

from netral.apps.pledges.sealing.runner import seal_waiting
from netral.apps.pledges.sealing.workers import Message, Order
from netral.foundation.files.storage import StorageBroken
from netral.foundation.ledger import clock
from netral.foundation.seals.actions.documents import NoSealKey


class Command(BaseCommand):
    """Seal what waits, beside other sealers."""

    help = "Started by `netral pledges seal`; not meant to be typed."
    # The program that starts this one was checked.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the order, as JSON."""
        parser.add_argument("order", type=Order.model_validate_json)

    def handle(self, *args: Any, order: Order, **options: Any) -> None:
        """Seal until nothing waits."""
        _stand_where(order)
        # What the program consists of stays: looking through it again and again for garbage costs a tenth of the time.
        gc.freeze()
        try:
            done = seal_waiting(
                order.campaign, chunk=order.chunk, progress=lambda number: _tell(Message(sealed=number))
            )
        except (NoSealKey, StorageBroken) as failure:
            _tell(Message(failure=str(failure)))
            sys.exit(1)
        _tell(Message(is_last=True, unfit=done.unfit))


def _stand_where(order: Order) -> None:
    connections["default"].settings_dict["NAME"] = order.database
    for name, value in order.settings.items():
        setattr(settings, name, value)
    clock.travel(datetime.fromtimestamp(time.time() + order.clock_ahead_s, UTC))


def _tell(word: Message) -> None:
    sys.stdout.write(word.model_dump_json() + "\n")
    sys.stdout.flush()
