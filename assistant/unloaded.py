"""A question of what a document says that everybody speaks of and nobody loaded: "What does the white paper say?"."""

import re

from .adding import how_to_add
from .draft import Draft, Statement
from .library import Library
from .understand import Understood

_YEAR = r"(?:(?:19|20)\d\d )"
_KNOWN = (
    rf"{_YEAR}?(?:\w+ ){{0,3}}?(?:white|green) paper",
    rf"(?:{_YEAR}?(?:send |special educational needs(?: and disability)? )?)?code of practice",
    rf"(?:children and families|equality|education|care) act(?: {_YEAR.strip()})?",
    rf"{_YEAR}?(?:send|special educational needs and disability) regulations(?: {_YEAR.strip()})?",
    rf"{_YEAR}?(?:national )?send review",
    r"(?:area send |ofsted |inspection )+(?:handbook|framework)",
    r"(?:statutory|dfe|department for education|government|nice|national) (?:guidance|guidelines?)",
)
_DOCUMENT = (
    r"(?:the |a )?(?:government['’]s |dfe['’]s |department for education['’]s |new |latest |draft )*"
    rf"(?P<name>{'|'.join(_KNOWN)})"
)
_SAYS = (
    r"(?:says?|said|sets? out|requires?|required|proposed?|propose|recommend\w*|promised?|tells?|told|mean|change\w*"
    r"|plan\w*|demand)"
)
_ASKS = (
    re.compile(
        rf"\bwhat (?:else )?(?:do|does|did|will|would|has|have) {_DOCUMENT}\b[^,?]{{0,30}}?\b{_SAYS}\b",
        re.I,
    ),
    re.compile(rf"\b(?:according to|as set out in|as stated in) {_DOCUMENT}\b", re.I),
    re.compile(
        rf"\b(?:what|which|how|who|when|where)\b[^?]{{0,80}}\b(?:is|are|was|were) "
        rf"(?:said |set out |stated |proposed |promised )?in {_DOCUMENT}\s*\??$",
        re.I,
    ),
    re.compile(rf"\b(?:summari[sz]e|tell me about) {_DOCUMENT}\b", re.I),
)


def about_unloaded(library: Library, question: Understood) -> Draft | None:
    """A refusal that names the document; ``None`` where none is asked of, or one of that name is loaded.

    Args:
        library: the documents.
        question: as understood.
    """
    match = next((m for form in _ASKS if (m := form.search(question.asking))), None)
    if not match:
        return None
    name = " ".join(match["name"].split())
    kept = re.sub(r"\b(?:19|20)\d\d\b", "", name).strip().lower()
    if any(kept in source.title.lower() for source in library.sources.values()):
        return None
    return Draft(
        "not_in_documents",
        (
            Statement(f"The {name} is not among the documents that are loaded, so it cannot be quoted.", form="note"),
            Statement(
                "What is loaded are documents about local areas: inspections, plans, and councils' own reports. "
                f"The government publishes its papers, laws and guidance on GOV.UK; {how_to_add()}.",
                form="note",
            ),
        ),
    )
