"""Contacts of services: their telephone numbers, addresses and websites, with the service they belong to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..documents import Block, Document, Finding, Section
from .contact_details import (
    LABEL,
    LICENCE,
    LONG_LINE,
    NO_CONTACT,
    address_above,
    contact_details,
    named_before,
    without_addresses,
)
from .making import Span, Value
from .services import kind_of_service, named_service, service_of_domain


@dataclass
class _Lines:
    """The contact lines that stand together."""

    section: Section
    start: int
    end: int
    service: str | None
    kind: str | None = None
    """What sort of service it is."""
    stranger: bool = False
    """A name stands before the first number: what is written above is about something else."""
    found: dict[str, list[str]] = field(default_factory=dict)

    def add(self, found: dict[str, list[str]], end: int) -> None:
        """Take in the next line."""
        for name, values in found.items():
            self.found.setdefault(name, []).extend(value for value in values if value not in self.found.get(name, []))
        self.end = end

    def finding(self, document: Document, service: str) -> Finding:
        """All of them as one contact."""
        fields: dict[str, Value] = {
            name: tuple(values) if len(values) > 1 else values[0] for name, values in self.found.items() if values
        }
        if isinstance(address := fields.get("address"), str):
            fields["address"] = address.removeprefix(service).strip(" ,")
        span = Span(document, self.section, self.start, self.end)
        return span.finding("contact", derived=None, service=service, **fields)


def contact_findings(document: Document) -> Iterator[Finding]:
    """The contacts that name a telephone number or an email address, and whose service the document names.

    Of two of one service, one is left out that says nothing which the other does not.
    """
    found = list(_contacts(document))
    for contact in found:
        if not any(other is not contact and _says_less(contact, other) for other in found):
            yield contact


def _says_less(contact: Finding, other: Finding) -> bool:
    """True for a contact of which another of the same service says all, and more; of two alike, for the later."""
    mine, theirs = ({(name, value) for name in f.fields for value in f.get(name).split("; ")} for f in (contact, other))
    return mine < theirs or (mine == theirs and other.start < contact.start)


def _contacts(document: Document) -> Iterator[Finding]:
    for section in document.sections:
        blocks = [block for block in section.blocks if block.kind != "row"]
        for lines, first in _groups(document, section, blocks):
            if lines.found.keys() & {"telephone", "email"}:
                service = _service(document, section, blocks[:first], lines)
                if service:
                    yield lines.finding(document, service)


def _groups(document: Document, section: Section, blocks: Sequence[Block]) -> Iterator[tuple[_Lines, int]]:
    """Runs of contact lines, each with the number of its first block."""
    group: _Lines | None = None
    first = 0
    for number, block in enumerate(blocks):
        text = document.text[block.start : block.end]
        found = {} if LICENCE.search(text) else contact_details(text)
        if not found:
            if group and not (LABEL.match(text) or NO_CONTACT.match(text)):
                yield group, first
                group = None
            continue
        plain = without_addresses(text)
        service, kind = named_service(plain), kind_of_service(plain)
        prose = len(plain) > 2 * LONG_LINE
        named = None if prose or kind else named_before(text)
        if group and (prose or named or (kind and group.kind and kind != group.kind)):
            yield group, first
            group = None
        if group is None:
            start, first, address = address_above(document, blocks, number, text)
            group = _Lines(section, start, block.end, service)
            found = {**found, **({"address": [address]} if address else {})}
        if named:
            group.service, group.stranger = named_service(named, heading=True), True
        group.service, group.kind = group.service or service, group.kind or kind
        group.add(found, block.end)
        if prose:
            yield group, first
            group = None
    if group:
        yield group, first


def _service(document: Document, section: Section, above: Sequence[Block], lines: _Lines) -> str | None:
    """Whose contact it is: as its lines say, by its addresses on the web, the text above it, or its heading."""
    for address in (*lines.found.get("email", ()), *lines.found.get("website", ())):
        regulator = service_of_domain(address, document.text, regulators=True)
        if regulator:
            return regulator
    if lines.service or lines.stranger:
        return lines.service
    near = [document.text[block.start : block.end] for block in above[-2:]]
    for text in reversed(near):
        found = named_service(without_addresses(text))
        if found:
            return found
    found = named_service(section.path[-1], heading=True) if section.path else None
    if found:
        return found
    for address in (*lines.found.get("email", ()), *lines.found.get("website", ())):
        named = service_of_domain(address, document.text)
        if named:
            return named
    return None
