"""How much of the machine is ours, and what it is good at."""

import os
import re
from functools import cache
from pathlib import Path

_FLAGS = Path("/proc/cpuinfo")


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def has_bfloat16() -> bool:
    """Whether the processor multiplies in bfloat16 itself; false where the system does not say."""
    try:
        return bool(re.search(r"\b(?:amx_bf16|avx512_bf16)\b", _FLAGS.read_text(encoding="ascii", errors="replace")))
    except OSError:
        return False
