"""What the field templates need to know about a bound field."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from netral.foundation.ui.fields import PART_LABELS, DateParts

CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)
# A fold that hides fewer choices than these costs more than it spares.
FEWEST_TUCKED = 4
CLASSES = {
    "input": "govuk-input",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
}


def part_name(widget: forms.Widget) -> str:
    """Name the template that shows a widget."""
    kinds: list[tuple[type[forms.Widget] | tuple[type[forms.Widget], ...], str]] = [
        (DateParts, "parts"),
        (CHOICES, "choices"),
        (forms.CheckboxInput, "checkbox"),
        (forms.Textarea, "textarea"),
        (forms.Select, "select"),
        (forms.FileInput, "file"),
        (forms.PasswordInput, "password"),
    ]
    return next((name for kind, name in kinds if isinstance(widget, kind)), "input")


def target_id(bound: forms.BoundField) -> str:
    """Give the id of the control that an error link moves to."""
    widget = bound.field.widget
    ident = widget.attrs.get("id") or bound.auto_id
    return f"{ident}_0" if isinstance(widget, (DateParts, *CHOICES)) else ident


def problems(*listed: forms.BaseForm | forms.BaseFormSet[Any]) -> list[dict[str, Any]]:
    """List every error in page order with the id of its control, empty for errors of a whole form."""
    found: list[dict[str, Any]] = []
    for thing in listed:
        if isinstance(thing, forms.BaseFormSet):
            found += [{"text": text, "target": ""} for text in thing.non_form_errors()]
            found += problems(*thing.forms)
        elif thing.is_bound:
            found += _form_problems(thing)
    return found


def _form_problems(form: forms.BaseForm) -> Iterator[dict[str, Any]]:
    for text in form.non_field_errors():
        yield {"text": text, "target": ""}
    for bound in form:
        for text in bound.errors:
            yield {"text": text, "target": "" if bound.is_hidden else target_id(bound)}


def field_context(bound: forms.BoundField, options: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Collect label, hint, error and control of a field for its template."""
    name = part_name(bound.field.widget)
    # Words inside a field vanish while one types; the label stays.
    bound.field.widget.attrs.pop("placeholder", None)
    ident = bound.field.widget.attrs.get("id") or bound.auto_id
    hint = options.get("hint", bound.help_text)
    notes = {f"{ident}-petunjuk": hint, f"{ident}-salah": bound.errors}
    described = " ".join(note for note, present in notes.items() if present)
    context = {
        "bound": bound,
        "ident": ident,
        "label": options.get("label", bound.label),
        "hint": hint,
        "errors": bound.errors,
        "described": described,
        "size": options.get("size", ""),
        "heading": options.get("heading", False),
        "optional": not bound.field.required and options.get("optional", _tells_optional(bound)),
        "inline": options.get("inline", False),
        "prefix": options.get("prefix", ""),
        "suffix": options.get("suffix", ""),
    }
    if name == "choices":
        choices = _folded(list(_choices(bound)), options.get("fold", 0))
        context |= {"choices": choices, "multiple": _is_multiple(bound.field.widget)}
    elif name == "parts":
        context |= {"parts": list(_date_parts(bound)), "zone_label": getattr(bound.field, "zone_label", "")}
    elif name == "textarea":
        context |= {"limit": getattr(bound.field, "max_length", None)}
    if name not in ("choices", "parts"):
        context["control"] = _control(bound, name, described, options)
    return name, context


def _tells_optional(bound: forms.BoundField) -> bool:
    """Say whether a field that is not required may really be left empty, by the kind of its widget."""
    return bool(getattr(bound.field.widget, "tells_optional", True))


def _control(bound: forms.BoundField, name: str, described: str, options: dict[str, Any]) -> SafeString:
    widget = bound.field.widget
    base = CLASSES.get(name, "govuk-checkboxes__input" if name == "checkbox" else "govuk-input")
    classes = [base, str(widget.attrs.get("class", ""))]
    if bound.errors and name != "checkbox":
        classes.append(f"{base.split()[0]}--error")
    if options.get("width"):
        classes.append(f"govuk-input--width-{options['width']}")
    attrs: dict[str, Any] = {}
    if name == "textarea" and widget.attrs.get("rows") == "10":
        attrs["rows"] = 6  # Django always says ten, which fills the screen of a phone.
    if name == "textarea" and getattr(bound.field, "max_length", None):
        # The server counts and explains; a browser that cuts a paste short loses what was typed.
        attrs["maxlength"] = False
        classes.append("govuk-js-character-count")
        described = f"{described} {target_id(bound)}-info".strip()
    attrs["class"] = " ".join(filter(None, classes))
    if described:
        attrs["aria-describedby"] = described
    if name == "file":
        # Never the "currently / clear" box: a file once received is part of the record.
        plain = forms.FileInput({**widget.attrs, **attrs, "id": target_id(bound)})
        return plain.render(bound.html_name, None)
    return bound.as_widget(attrs=attrs)


def _is_multiple(widget: forms.Widget) -> bool:
    return isinstance(widget, forms.CheckboxSelectMultiple)


def _choices(bound: forms.BoundField) -> Iterable[dict[str, Any]]:
    hints = getattr(bound.field.widget, "hints", {})
    for choice in bound.subwidgets:
        data = choice.data
        yield {
            "ident": data["attrs"].get("id", ""),
            "name": data["name"],
            "value": data["value"],
            "label": choice.choice_label,
            "checked": data["selected"],
            "disabled": bool(data["attrs"].get("disabled")),
            "hint": hints.get(str(data["value"]), ""),
        }


def _folded(choices: list[dict[str, Any]], shown: int) -> list[dict[str, Any]]:
    """Fold a long list of choices behind the first ones, all but its last; one that hides little is left as it is."""
    tucked = choices[shown:-1] if shown else []
    if len(tucked) < FEWEST_TUCKED:
        return choices
    tucked[0]["opens_fold"], tucked[-1]["closes_fold"] = True, True
    tucked[0]["is_fold_open"] = any(choice["checked"] for choice in tucked)
    return choices


def _date_parts(bound: forms.BoundField) -> Iterable[dict[str, Any]]:
    widget = bound.field.widget
    context = widget.get_context(bound.html_name, bound.value(), {"id": target_id(bound)[:-2]})
    for part, shown in zip(widget.parts, context["widget"]["subwidgets"], strict=True):
        yield {
            "part": part,
            "ident": shown["attrs"]["id"],
            "name": shown["name"],
            "value": shown["value"],
            "label": PART_LABELS[part],
            "width": {"year": "4", "month": "10", "time": "5"}.get(part, "2"),
        }
