"""Questions put to an assistant, each answer held against its sources."""

from assistant.answers import Answer
from assistant.ask import Assistant


def ask(assistant: Assistant, question: str) -> Answer:
    """The answer, once each of its quotes was found in its document where its citation says."""
    answer = assistant.ask(question)
    for citation in answer.citations:
        assert assistant.document_text(citation.document)[citation.start : citation.end] == citation.quote
    return answer
