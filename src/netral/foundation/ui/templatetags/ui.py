"""Template tags and filters of the interface: `{% load ui %}`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from netral.engines.rules.grades import Grade
from netral.foundation.ui import charts, fieldparts, formats, grades
from netral.foundation.ui.tables import Table

register = template.Library()

TONES = {"neutral", "good", "warning", "bad"}


@register.filter
def tanggal(value: date | datetime | None, zone: str | None = None) -> str:
    """Write a date: 21 Oktober 2024; takes a zone name for moments."""
    return formats.tanggal(value, zone)


@register.filter
def waktu(value: datetime | None, zone: str | None = None) -> str:
    """Write a moment: 21 Oktober 2024 pukul 10.12 WIB; takes a zone name."""
    return formats.waktu(value, zone)


@register.filter
def tanggal_pendek(value: date | datetime | None, zone: str | None = None) -> str:
    """Write a date short, for tables: 21 Okt 2024."""
    return formats.tanggal_pendek(value, zone)


@register.filter
def waktu_pendek(value: datetime | None, zone: str | None = None) -> str:
    """Write a moment short, for tables: 21 Okt 2024, 10.12 WIB."""
    return formats.waktu_pendek(value, zone)


@register.filter
def angka(value: formats.Number | str | None, decimals: int | None = None) -> str:
    """Write a number: 1.234; takes the number of decimals."""
    return formats.angka(value, decimals)


@register.filter
def rupiah(value: int | None) -> str:
    """Write a sum of whole rupiah: Rp1.500.000."""
    return formats.rupiah(value)


@register.filter
def persen(value: formats.Number | None, decimals: int = 1) -> str:
    """Write a ratio as a percentage: 0.352 is 35,2 %."""
    return formats.persen(value, decimals)


@register.filter
def durasi(value: date | datetime | None, now: datetime | None = None) -> str:
    """Say the time left or passed: 2 hari lagi, lewat 3 hari; takes the moment to count from."""
    return formats.durasi(value, now)


@register.simple_tag
def status_tag(text: str, tone: str = "neutral") -> SafeString:
    """Show a state by word and shape; raises ValueError for a tone that does not exist."""
    if tone not in TONES:
        raise ValueError(f"unknown tone {tone!r}: use one of {', '.join(sorted(TONES))}")
    return render_to_string("ui/parts/status.html", {"text": text, "tone": tone})


@register.filter
def grade(known: str) -> str:
    """Say in few words how surely a row of law is known; raises ValueError for a grade that does not exist."""
    return grades.short_grade(known)


@register.simple_tag
def grade_tag(known: str) -> SafeString:
    """Show how surely a row of law is known as a state; raises ValueError for a grade that does not exist."""
    return status_tag(grades.headed_grade(known), grades.TONES[Grade(known)])


@register.simple_tag
def error_summary(*listed: forms.BaseForm | forms.BaseFormSet[Any]) -> SafeString:
    """List the errors of forms and formsets, each linked to its field; nothing when all is well."""
    problems = fieldparts.problems(*listed)
    return render_to_string("ui/parts/error_summary.html", {"problems": problems}) if problems else SafeString("")


@register.simple_tag
def error_prefix(*listed: forms.BaseForm | forms.BaseFormSet[Any]) -> str:
    """Start the page title with a warning when a form has errors."""
    return _("Ada kesalahan: ") if fieldparts.problems(*listed) else ""


@register.simple_tag
def field(bound: forms.BoundField, **options: Any) -> SafeString:
    """Show a field with label, hint and error.

    Options: label, hint, size, heading, width, prefix, suffix, inline, fold (after how many choices a list folds).
    """
    if bound.is_hidden:
        return bound.as_widget()
    name, context = fieldparts.field_context(bound, options)
    return render_to_string(f"ui/parts/field_{name}.html", context)


@register.simple_tag
def fields(form: forms.BaseForm) -> SafeString:
    """Show every field of a form in its order."""
    return format_html_join("\n", "{}", ((field(bound),) for bound in form))


@register.simple_tag
def submit(text: str, variant: str = "", name: str = "", value: str = "") -> SafeString:
    """Show the button that sends a form; variant is empty, "secondary" or "warning"."""
    context = {"text": text, "variant": variant, "name": name, "value": value}
    return render_to_string("ui/parts/submit.html", context)


@register.simple_tag
def button_link(text: str, url: str, variant: str = "") -> SafeString:
    """Show a link that looks like a button, for steps that change nothing."""
    return render_to_string("ui/parts/button_link.html", {"text": text, "url": url, "variant": variant})


@register.simple_tag
def back_link(url: str, text: str = "") -> SafeString:
    """Show the link back, for the block `back`."""
    return render_to_string("ui/parts/back.html", {"url": url, "text": text})


@register.simple_tag
def render_table(table: Table) -> SafeString:
    """Show a table with its filters, pages and downloads."""
    return render_to_string("ui/parts/table.html", {"table": table})


@register.simple_tag
def progress(done: int, total: int, label: str = "", ident: str = "kemajuan", refresh: int = 0) -> SafeString:
    """Show how far a long job is, in a bar and in words; looks again every `refresh` seconds while it is not 0."""
    ratio = done / total if total else 0
    context = {"done": done, "total": total, "ratio": ratio, "label": label, "ident": ident, "refresh": refresh}
    return render_to_string("ui/parts/progress.html", context)


@register.simple_tag
def auto_refresh(seconds: int) -> SafeString:
    """Reload the page where scripts do not run; for the block `refresh`, beside `{% progress refresh= %}`."""
    return format_html('<noscript><meta http-equiv="refresh" content="{}"></noscript>', int(seconds))


@register.simple_tag
def summary_list(rows: Iterable[Any], borders: bool = True) -> SafeString:
    """Show facts by label: rows are (label, value) or mappings with label, value, url, action."""
    listed = [row if isinstance(row, Mapping) else {"label": row[0], "value": row[1]} for row in rows]
    return render_to_string("ui/parts/summary_list.html", {"rows": listed, "borders": borders})


@register.simple_block_tag
def summary(content: str) -> SafeString:
    """Show facts by label, each written between `{% row %}` and `{% endrow %}`."""
    return format_html('<dl class="govuk-summary-list">{}</dl>', content)


@register.simple_block_tag
def row(content: str, label: str, url: str = "", action: str = "") -> SafeString:
    """Write one fact of a `{% summary %}`, with a link to change it if there is one."""
    fact = {"label": label, "value": content, "url": url, "action": action}
    return render_to_string("ui/parts/summary_row.html", {"row": fact})


@register.simple_tag
def task_list(tasks: Iterable[Mapping[str, Any]]) -> SafeString:
    """Show steps to do: mappings with label, url, status, tone, hint."""
    return render_to_string("ui/parts/task_list.html", {"tasks": list(tasks)})


@register.simple_tag
def timeline(events: Iterable[Mapping[str, Any]]) -> SafeString:
    """Show what happened in order: mappings with at (moment), title, by, text, url, zone."""
    return render_to_string("ui/parts/timeline.html", {"events": [{"zone": None, **event} for event in events]})


@register.simple_tag
def bars(rows: Iterable[Sequence[Any]], caption: str, unit: str = "", kind: str = "number") -> SafeString:
    """Show horizontal bars beside their figures: rows are (label, value) or (label, value, url)."""
    return render_to_string("ui/parts/bars.html", charts.bars_context(rows, caption, unit, kind))


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Set a passage apart from the running text."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def warning(content: str) -> SafeString:
    """Warn of a consequence."""
    return render_to_string("ui/parts/warning.html", {"content": content})


@register.simple_block_tag
def panel(content: str, title: str) -> SafeString:
    """Confirm that something was done, on top of a confirmation page."""
    return render_to_string("ui/parts/panel.html", {"content": content, "title": title})


@register.simple_block_tag
def details(content: str, summary: str, is_open: bool = False) -> SafeString:
    """Hide a passage until the reader asks for it."""
    return render_to_string("ui/parts/details.html", {"content": content, "summary": summary, "is_open": is_open})


@register.simple_block_tag
def fieldset(content: str, legend: str, hint: str = "", size: str = "m") -> SafeString:
    """Group fields that answer one question."""
    context = {"content": content, "legend": legend, "hint": hint, "size": size, "ident": slugify(legend)}
    return render_to_string("ui/parts/fieldset.html", context)


@register.simple_tag
def htmx() -> SafeString:
    """Load htmx, for the block `scripts` of a page that needs it."""
    return format_html('<script src="{}" defer></script>', static("ui/js/htmx.min.js"))
