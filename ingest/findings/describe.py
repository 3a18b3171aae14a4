"""A finding in one line, for tables and pages."""

import re

from ..dates import in_words
from ..documents import Finding
from .fractions import STATED

_LEADING = ("number", "reference")
_MAIN = ("text", "series", "name", "service", "weakness", "framework", "outcome", "type", "event", "committee")
"""Fields that say what a finding is; the first that it has leads, the others follow in their order."""
_DATES = frozenset({"date", "dates", "by"})


def describe(finding: Finding) -> str:
    """What a finding states: "3. Poor outcomes for children (verdict: not sufficient progress)"."""
    fields = {name: finding.get(name) for name in finding.fields if finding.get(name)}
    if finding.kind == "measure":
        return _measure(fields, share_in_words(finding))
    lead = next((f"{fields.pop(name).rstrip('.')}. " for name in _LEADING if name in fields), "")
    main = next((fields.pop(name) for name in _MAIN if name in fields), "")
    rest = "; ".join(f"{name.replace('_', ' ')}: {said(name, value)}" for name, value in fields.items())
    return f"{lead}{main} ({rest})" if main and rest else f"{lead}{main or rest}"


def share_in_words(measure: Finding) -> str:
    """The words in which a share is stated that no number states: "three quarters"; "" for any other figure."""
    found = re.match(rf"{STATED}“([^”]+)”", measure.derived or "")
    return found[1] if found else ""


def _measure(fields: dict[str, str], stated: str) -> str:
    value = with_unit(fields.get("value", ""), fields.get("unit", ""))
    value = f"{value} (“{stated}”)" if stated else value
    of = ", ".join(fields[name] for name in ("area", "period") if name in fields)
    by = f" ({fields['said_by']})" if "said_by" in fields else ""
    return f"{fields.get('series', '')}{f', {of}' if of else ''}: {value}{by}"


def with_unit(value: str, unit: str) -> str:
    """ "2596" as "2,596"; "73.9" and "%" as "73.9%"; "1200000" and "£" as "£1,200,000"."""
    whole, _, part = value.partition(".")
    grouped = f"{int(whole):,}{f'.{part}' if part else ''}" if whole.isdecimal() else value
    if unit in {"%", "£"}:
        return f"{grouped}%" if unit == "%" else f"£{grouped}"
    return f"{grouped} {unit}" if unit else grouped


def said(name: str, value: str) -> str:
    """A field's value for readers: dates in words."""
    return in_words(value) if name in _DATES and value[:4].isdecimal() else value
