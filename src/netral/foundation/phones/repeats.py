"""Slows a phone that sends again and again what was refused, without touching anything else that it sends.

Counted in the memory of the web process alone: nothing is written for a refusal, a server started anew forgives, and
where several processes answer each counts for itself.
"""

import functools
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from netral.foundation.phones.door import GuardedView, P, PhoneT

# Answers after which the same sending can only be refused again; 409 to a piece is none, since it says how to go on.
_REFUSED_AS = {"POST": frozenset({400, 403, 409, 422}), "PUT": frozenset({400, 404})}

# Somebody who presses a button again has so many tries; a program that never stops has as few.
FREE_TRIES = 5
FIRST_PAUSE_S, LONGEST_PAUSE_S = 60, 3600
# What was not refused for so long is forgotten, and so is the oldest of too many.
_FORGOTTEN_S = 2 * LONGEST_PAUSE_S
_MOST = 20_000


@dataclass
class _Refused:
    tries: int = 0
    last: float = 0.0
    until: float = 0.0


class RefusalMemory:
    """How often each sending was refused lately, and until when it is not even looked at again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._refused: OrderedDict[tuple[str, ...], _Refused] = OrderedDict()
        # Several threads of a web process answer at once.
        self._lock = threading.Lock()

    def seconds_left(self, *sending: str) -> int:
        """Return how long a sending has to wait before it is looked at again, in whole seconds; 0 when it need not."""
        with self._lock:
            found = self._refused.get(sending)
            return max(0, round(found.until - self._clock() + 0.5)) if found and found.until > self._clock() else 0

    def note(self, *sending: str) -> None:
        """Note that a sending was refused; from the last free try on each pause is twice the one before."""
        with self._lock:
            moment = self._clock()
            found = self._refused.pop(sending, None)
            if found is None or moment - found.last > _FORGOTTEN_S:
                found = _Refused()
            found.tries, found.last = found.tries + 1, moment
            if found.tries >= FREE_TRIES:
                doublings = min(found.tries - FREE_TRIES, 10)
                found.until = moment + min(FIRST_PAUSE_S * 2**doublings, LONGEST_PAUSE_S)
            self._refused[sending] = found
            while len(self._refused) > _MOST:
                self._refused.popitem(last=False)


REFUSALS = RefusalMemory()


def slowed(
    told: Callable[[int, str], HttpResponse], content: str = ""
) -> Callable[[GuardedView[PhoneT, P]], GuardedView[PhoneT, P]]:
    """Let a view be spared what it refused again and again; `told` makes an answer of a status and words.

    A sending is known again by the file called `content`, else by its address.
    """

    def declare(view: GuardedView[PhoneT, P]) -> GuardedView[PhoneT, P]:
        @functools.wraps(view)
        def spared(request: HttpRequest, device: PhoneT, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            sending = str(device.pk), _content(request, content) or request.path
            if seconds := REFUSALS.seconds_left(*sending):
                words = _(
                    "Kiriman yang sama sudah beberapa kali ditolak. Perangkat mencobanya lagi dalam %(minutes)s menit."
                )
                answer = told(429, words % {"minutes": -(-seconds // 60)})
                answer["Retry-After"] = str(seconds)
                return answer
            answer = view(request, device, *args, **kwargs)
            if answer.status_code in _REFUSED_AS.get(request.method or "", ()):
                REFUSALS.note(*sending)
            return answer

        return spared

    return declare


def _content(request: HttpRequest, name: str) -> str:
    """Return by what the content of a sending is known again; nothing where none was sent."""
    file = request.FILES.get(name) if name and request.method == "POST" else None
    if file is None:
        return ""
    found = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    return found
