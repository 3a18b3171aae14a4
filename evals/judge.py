"""A language model's opinion of the answers of a run, through LlamaIndex's evaluators; no measure of fact rests on it.

Faithfulness: do the answer's own quotes bear it out? Completeness: does it state every fact that its case expects, in
whatever words? Refusals and errors are not judged; a verdict that cannot be had is an error, and an error is data.
"""

import re
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version

from llama_index.core.evaluation import EvaluationResult, FaithfulnessEvaluator, GuidelineEvaluator
from llama_index.core.llms import LLM
from tqdm import tqdm

from assistant.model import LanguageModel
from evals.folder import RunFolder
from evals.judged import Aspect, JudgedFolder, Pin, Verdict
from evals.outcomes import Outcome, read_run
from evals.replying import Replying

_YES_OR_NO = re.compile(r"\b(?:yes|no)\b", re.I)
_MARKER = re.compile(r"\s*\[\d+\]")


def judge(folder: RunFolder, model: LanguageModel) -> int:
    """Have every answer of a run judged that was not judged yet; those whose verdict failed are judged again.

    Args:
        folder: of the run; the verdicts are kept in it as they come.
        model: who judges.

    Returns:
        how many verdicts could not be had.

    Raises:
        SuiteError: the folder is none of a run, or another judged it before.
    """
    kept = JudgedFolder(folder.path)
    run = read_run(folder)
    kept.begin(Pin(model=model.name, evaluators=version("llama-index-core")))
    done = {(v.id, v.repeat, v.aspect) for v in kept.verdicts() if v.held is not None}
    wanted = [(o, a) for o in run.outcomes for a in _aspects(o) if (o.case.id, o.repeat, a) not in done]
    llm = Replying(lambda prompt: model.reply([("user", prompt)]))
    failed = 0
    pause = 0.5 if sys.stderr.isatty() else 30
    for outcome, aspect in tqdm(wanted, desc="judging", unit="verdict", file=sys.stderr, mininterval=pause):
        verdict = _verdict(outcome, aspect, llm)
        failed += verdict.held is None
        kept.add(verdict)
    return failed


def _aspects(outcome: Outcome) -> Iterator[Aspect]:
    """What can be judged of an answer."""
    if outcome.answer is None or outcome.refused:
        return
    if outcome.answer.citations:
        yield "faithfulness"
    if outcome.case.facts:
        yield "completeness"


def _verdict(outcome: Outcome, aspect: Aspect, llm: LLM) -> Verdict:
    try:
        found = _JUDGES[aspect](outcome, llm)
        held, why = bool(found.passing), found.feedback or ""
    except Exception as fault:  # whatever the model or LlamaIndex makes of it
        held, why = None, f"{type(fault).__name__}: {fault}"
    return Verdict(id=outcome.case.id, repeat=outcome.repeat, aspect=aspect, held=held, why=" ".join(why.split())[:500])


def _faithful(outcome: Outcome, llm: LLM) -> EvaluationResult:
    assert outcome.answer is not None
    quotes = [citation.quote for citation in outcome.answer.citations]
    found = FaithfulnessEvaluator(llm=llm).evaluate(response=_said(outcome), contexts=quotes)
    if not _YES_OR_NO.search(found.feedback or ""):  # which LlamaIndex takes for a no
        raise ValueError(f"neither yes nor no: {(found.feedback or 'nothing')[:80]}")
    return found


def _complete(outcome: Outcome, llm: LLM) -> EvaluationResult:
    facts = "; ".join(" or ".join(repr(wording) for wording in fact) for fact in outcome.case.facts)
    guideline = f"The response should state each of these, in these or other words: {facts}."
    return GuidelineEvaluator(llm=llm, guidelines=guideline).evaluate(
        query=outcome.case.question, response=_said(outcome)
    )


def _said(outcome: Outcome) -> str:
    """The answer without the numbers of its citations."""
    assert outcome.answer is not None
    return _MARKER.sub("", outcome.answer.answer)


_JUDGES: dict[Aspect, Callable[[Outcome, LLM], EvaluationResult]] = {
    "faithfulness": _faithful,
    "completeness": _complete,
}
