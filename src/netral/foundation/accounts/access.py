"""Access rules of pages: every view carries one, and a house test reads them all."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from netral.foundation.accounts.models import Membership
from netral.foundation.ledger.actors import PUBLIC, Actor

P = ParamSpec("P")


@dataclass(frozen=True)
class Rule:
    """Who may open a page: anyone, anyone holding a key, anyone signed in, or holders of a permission."""

    kind: Literal["public", "keyed", "signed_in", "allowed"]
    detail: str = ""

    def admits(self, actor: Actor) -> bool:
        """Say whether the rule lets an actor in; a key is then still asked for by the page itself."""
        if self.kind == "allowed":
            return actor.may(self.detail)
        return self.kind != "signed_in" or actor.kind == "staff"

    def __str__(self) -> str:
        return f"{self.kind} {self.detail}".strip()


RULES: dict[Any, Rule] = {}


def rule_of(view: Any) -> Rule | None:
    """Return the rule of a view, looking through class-based views and other decorators."""
    while view is not None:
        if (rule := RULES.get(view)) is not None:
            return rule
        view = getattr(view, "__wrapped__", None)
    return None


def set_actor(request: HttpRequest, actor: Actor, membership: Membership | None = None) -> None:
    """Let a request act as somebody, with the membership that she uses."""
    # Django's request has no such attributes to declare; templates and tests read them by name.
    vars(request).update(actor=actor, membership=membership)


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts in a request; a request that passed no middleware acts as the public."""
    return getattr(request, "actor", PUBLIC)


def _guard(rule: Rule) -> Callable[[Callable[P, HttpResponseBase]], Callable[P, HttpResponseBase]]:
    def decorate(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
        @functools.wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            request = _request(args)
            actor = actor_of(request)
            if rule.admits(actor):
                return view(*args, **kwargs)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise PermissionDenied(_("Peran Anda tidak membuka halaman ini."))

        RULES[guarded] = rule
        return guarded

    return decorate


def _request(args: tuple[object, ...]) -> HttpRequest:
    request = args[0]
    if not isinstance(request, HttpRequest):
        raise TypeError("an access rule decorates a view function, whose first argument is the request")
    return request


public = _guard(Rule("public"))
signed_in = _guard(Rule("signed_in"))


def keyed(key: str) -> Callable[[Callable[P, HttpResponseBase]], Callable[P, HttpResponseBase]]:
    """Open a page to anyone; it asks for a key itself, such as a receipt code or a personal link."""
    return _guard(Rule("keyed", key))


def allowed(permission: str) -> Callable[[Callable[P, HttpResponseBase]], Callable[P, HttpResponseBase]]:
    """Open a page to holders of a permission."""
    return _guard(Rule("allowed", permission))
