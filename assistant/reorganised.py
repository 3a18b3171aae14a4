"""Areas whose council is no more, or is new: answered from documents about the same ground, and said so."""

from .draft import Draft, Statement
from .material import Material
from .wording import listed


def with_same_ground(material: Material, draft: Draft) -> Draft:
    """The draft with a note where it rests on documents about the area that took over, or was there before."""
    library = material.library
    notes = []
    for area in material.question.areas:
        others = {library.sources[id_].local_area or "" for id_ in library.documents_of([area])} - {area}
        if others and area not in library.areas():
            notes.append(
                f"No document about {area} itself is loaded. This is from documents about {listed(sorted(others))}, "
                "on the same ground since councils were reorganised."
            )
    return Draft(draft.status, (*draft.statements, *(Statement(note, form="note") for note in notes)))
