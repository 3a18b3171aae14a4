"""What people say before they ask and after it ("I need one figure for tomorrow: ..."): who they are, no question."""

import re

_PREAMBLE = re.compile(
    r"^(?:(?:hi|hello|hey|sorry|please|ok(?:ay)?|quick (?:one|question)|one (?:more )?thing)\b[^?:.!]{0,30}[,:.!–-]+\s*"
    r"|(?:i|we)(?:'m|’m| am| are| just)? (?:just )?(?:need|want|have to|must|would like|have a meeting|preparing)\b"
    r"[^?:]{0,90}?:\s+"
    r"|(?:my|our|the) (?:\w+ ){1,4}?(?:wants?|needs?|asks?|is asking|has asked)\b[^?]{0,50}?[,:–-]\s+"
    r"|for (?:tomorrow|tonight|the (?:committee|meeting|record|minutes))\b[^?:.]{0,40}[,:.–-]\s*)+(?=\S)",
    re.I,
)
_TO_KNOW = re.compile(
    r"^(?:as an? [^,?]{2,40}?,? )?(?:(?:i|we)(?:['’]d| would)? (?:just )?(?:like|want|need) to (?:know|find out)"
    r"|(?:please )?tell me|can you tell me|could you tell me),? (?=(?:what|which|who|whose|when|where|why|how)\b)",
    re.I,
)
_AFTER = re.compile(
    r"(?<=\?)\s+(?:(?:i|we)\b(?! (?:heard|read|thought|was told|were told|think|believe|understand)\b)|it['’]?s for"
    r"|this is for|for (?:a|my|our|the|tomorrow|tonight)|thanks|thank you|please|cheers|ta\b)[^?]*$",
    re.I,
)
_ASKS = re.compile(
    r"^(?:what|which|who|whose|when|where|why|how|did|do|does|is|are|was|were|has|have|had|can|could|will|would|should"
    r"|in|by|at|on|of)\b",
    re.I,
)


def without_preamble(question: str) -> str:
    """A question without what is said before it, where a whole question is left; else as it stands."""
    question = _AFTER.sub("", question)
    told = _TO_KNOW.sub("", question)
    if told != question:
        return f"{told.rstrip('. ')}{'' if told.rstrip().endswith('?') else '?'}"
    match = _PREAMBLE.match(question)
    rest = question[match.end() :] if match else question
    return rest if rest.rstrip().endswith("?") and _ASKS.match(rest) else question
