"""Options that belong together: a command takes them as one dataclass, the command line gives each by itself."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints


def with_groups(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command in whose place of each dataclass stand the options that its fields are annotated with."""
    hints = get_type_hints(command, include_extras=True)
    groups = {name: kind for name, kind in hints.items() if is_dataclass(kind) and isinstance(kind, type)}

    def run(**given: Any) -> None:
        for name, kind in groups.items():
            given[name] = kind(**{field.name: given.pop(field.name) for field in fields(kind)})
        command(**given)

    options: list[Parameter] = []
    for name, plain in signature(command).parameters.items():
        options += _options_of(groups[name]) if name in groups else [_option(name, hints[name], plain.default)]
    run.__name__, run.__doc__, run.__module__ = command.__name__, command.__doc__, command.__module__
    run.__annotations__ = {option.name: option.annotation for option in options}
    # Typer reads what a command takes from here.
    vars(run)["__signature__"] = Signature(options)
    return run


def _options_of(kind: type[Any]) -> list[Parameter]:
    hints = get_type_hints(kind, include_extras=True)
    return [_option(name, hints[name], plain.default) for name, plain in signature(kind).parameters.items()]


def _option(name: str, hint: Any, default: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=hint)
