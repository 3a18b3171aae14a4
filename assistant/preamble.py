"""What people say before they ask ("I need one figure for tomorrow: ..."): it says who they are, not what is asked."""

import re

_PREAMBLE = re.compile(
    r"^(?:(?:hi|hello|hey|sorry|please|ok(?:ay)?|quick (?:one|question)|one (?:more )?thing)\b[^?:.!]{0,30}[,:.!–-]+\s*"
    r"|(?:i|we)(?:'m|’m| am| are| just)? (?:just )?(?:need|want|have to|must|would like|have a meeting|preparing)\b"
    r"[^?:]{0,90}?:\s+"
    r"|for (?:tomorrow|tonight|the (?:committee|meeting|record|minutes))\b[^?:.]{0,40}[,:.–-]\s*)+(?=\S)",
    re.I,
)
_ASKS = re.compile(
    r"^(?:what|which|who|whose|when|where|why|how|did|do|does|is|are|was|were|has|have|had|can|could|will|would|should"
    r"|in|by|at|on|of)\b",
    re.I,
)


def without_preamble(question: str) -> str:
    """A question without what is said before it, where a whole question is left; else as it stands."""
    match = _PREAMBLE.match(question)
    rest = question[match.end() :] if match else question
    return rest if rest.rstrip().endswith("?") and _ASKS.match(rest) else question
