"""Whether an expression of a form (XPath 1.0 with `${name}`) is whole; what it means is for ODK Validate."""

import re
from collections.abc import Iterator

_NAME = r"[^\W\d][\w.\-]*"
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<reference>\$\{{\s*(?:last-saved\#)?{_NAME}\s*\}})
    | (?P<literal>"[^"]*"|'[^']*')
    | (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<axis>{_NAME}\s*::)
    | (?P<function>{_NAME}(?::{_NAME})?\s*\()
    | (?P<name>@?(?:{_NAME}:)?{_NAME})
    | (?P<sign>\.\.|//|!=|<=|>=|[.()\[\]/*=<>+\-|,])
    )""",
    re.VERBOSE,
)
_REFERENCE = re.compile(rf"\$\{{\s*(?:last-saved\#)?({_NAME})\s*\}}")
_OPERATORS = frozenset({"=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "|", "and", "or", "div", "mod"})
# What ODK Collect knows; anything else it reports only when an observer comes to that question.
_FUNCTIONS = frozenset({
    "abs", "acos", "area", "asin", "atan", "atan2", "base64-decode", "boolean", "boolean-from-string", "ceiling",
    "checklist", "choice-name", "coalesce", "concat", "contains", "cos", "count", "count-non-empty", "count-selected",
    "current", "date", "date-time", "decimal-date", "decimal-date-time", "decimal-time", "depend", "digest",
    "distance", "ends-with", "exp", "exp10", "extract-signed", "false", "floor", "format-date", "format-date-time",
    "geofence", "id", "if", "indexed-repeat", "instance", "int", "itext", "join", "last", "local-name", "log",
    "log10", "max", "min", "name", "node", "normalize-space", "not", "now", "number", "once", "pi", "position", "pow",
    "property", "pulldata", "random", "randomize", "regex", "round", "selected", "selected-at", "sin", "sqrt",
    "starts-with", "string", "string-length", "substr", "substring", "substring-after", "substring-before", "sum",
    "tan", "text", "today", "translate", "true", "uuid", "version", "weighted-checklist",
})  # fmt: skip
_STEPS = frozenset({".", "..", "*"})
_DEEPEST = 50


class ExpressionBroken(ValueError):
    """An expression cannot be read; `near` is what stands where it breaks."""

    def __init__(self, near: str) -> None:
        super().__init__(near)
        self.near = near


def references(expression: str) -> Iterator[str]:
    """Yield the names of the questions that a text or an expression refers to."""
    yield from _REFERENCE.findall(expression)


def check_expression(expression: str) -> None:
    """Refuse an expression that ODK Collect could not read.

    Raises:
        ExpressionBroken: it is empty, cut off, has a sign too many, or calls a function that nobody knows.
    """
    _Reader(_tokens(expression)).read()


def _tokens(expression: str) -> list[tuple[str, str]]:
    found, place, end = [], 0, len(expression.rstrip())
    while place < end:
        match = _TOKEN.match(expression, place)
        if match is None or match.lastgroup is None:
            raise ExpressionBroken(expression[place:end].strip()[:20])
        found.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    return found


class _Reader:
    """Reads operands and the operators between them; precedence does not matter for being whole."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens, self._place, self._depth = tokens, 0, 0

    def read(self) -> None:
        self._expression()
        if self._place < len(self._tokens):
            raise ExpressionBroken(self._text())

    def _kind(self) -> str:
        return self._tokens[self._place][0] if self._place < len(self._tokens) else ""

    def _text(self) -> str:
        return self._tokens[self._place][1] if self._place < len(self._tokens) else ""

    def _take(self, text: str) -> bool:
        if self._text() == text and self._kind() != "literal":
            self._place += 1
            return True
        return False

    def _need(self, text: str) -> None:
        if not self._take(text):
            raise ExpressionBroken(self._text() or self._tokens[-1][1])

    def _expression(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ExpressionBroken(self._text())
        self._operand()
        while self._text() in _OPERATORS and self._kind() != "literal":
            self._place += 1
            self._operand()
        self._depth -= 1

    def _operand(self) -> None:
        while self._take("-"):
            pass
        if self._kind() in {"literal", "number"}:
            self._place += 1
            return
        if self._take("/") or self._take("//"):
            self._step()
        elif self._take("("):
            self._expression()
            self._need(")")
            self._predicates()
        else:
            self._step()
        while self._take("/") or self._take("//"):
            self._step()

    def _step(self) -> None:
        while self._kind() == "axis":
            self._place += 1
        kind = self._kind()
        if kind == "function":
            name = self._text().rstrip("( \t\n")
            if name.removeprefix("jr:") not in _FUNCTIONS:
                raise ExpressionBroken(name)
            self._place += 1
            self._arguments()
        elif kind in {"reference", "name"} or self._text() in _STEPS:
            self._place += 1
        else:
            raise ExpressionBroken(self._text() or (self._tokens[-1][1] if self._tokens else ""))
        self._predicates()

    def _arguments(self) -> None:
        if self._take(")"):
            return
        self._expression()
        while self._take(","):
            self._expression()
        self._need(")")

    def _predicates(self) -> None:
        while self._take("["):
            self._expression()
            self._need("]")
