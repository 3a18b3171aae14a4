"""Who is responsible, and who inspected: bodies, their leaders, and inspectors."""

from collections.abc import Iterator

from ..documents import Document, Finding
from .team_columns import Body
from .team_details import details
from .team_inspectors import inspectors


def team_findings(document: Document) -> Iterator[Finding]:
    """The bodies of the partnership, those who lead them, and the inspectors."""
    for one in details(document):
        if isinstance(one, Body):
            yield one.span.finding("body", name=one.name, type=one.type, website=one.website)
        else:
            yield one.span.finding("leader", name=one.name, role=one.role, body=one.body)
    for inspector in inspectors(document):
        yield inspector.span.finding(
            "inspector",
            name=inspector.name,
            role=inspector.role or None,
            body=inspector.body,
            lead="yes" if inspector.lead else None,
        )
