"""Short forms that the documents use, written out below the answer that uses them first."""

import re
from collections.abc import Iterable
from typing import Final

from .page_html import text

SHORT_FORMS: Final = {
    "ADHD": "attention deficit hyperactivity disorder",
    "AP": "alternative provision: education outside a mainstream or special school",
    "APP": "accelerated progress plan",
    "ASD": "autism spectrum disorder",
    "CAMHS": "child and adolescent mental health services",
    "CCG": "clinical commissioning group, which paid for local health services until July 2022",
    "CQC": "Care Quality Commission, which inspects health and care services",
    "CYP": "children and young people",
    "DCO": "designated clinical officer, who links health services with SEND",
    "DfE": "Department for Education",
    "DMO": "designated medical officer, a doctor who links health services with SEND",
    "DSCO": "designated social care officer",
    "EHC": "education, health and care (plan or assessment)",
    "EHCNA": "education, health and care needs assessment",
    "EHCP": "education, health and care plan",
    "HMI": "His or Her Majesty's Inspector, who works for Ofsted",
    "IASS": "information, advice and support service: free and impartial",
    "ICB": "integrated care board, which pays for local health services",
    "LAP": "local area partnership: the council, health services and others",
    "NEET": "not in education, employment or training",
    "PCF": "parent carer forum",
    "PfA": "preparing for adulthood",
    "PRU": "pupil referral unit, a school for children who cannot attend another",
    "RAG": "red, amber or green: how well something goes",
    "SALT": "speech and language therapy",
    "SEMH": "social, emotional and mental health needs",
    "SEN": "special educational needs",
    "SENCo": "special educational needs co-ordinator in a school",
    "SENDIASS": "SEND information, advice and support service: free and impartial",
    "WSoA": "written statement of action: the plan an area had to make after an inspection",
}
"""Only those that mean one thing in these documents. SEND is written out at the top of the page."""

_FORMS = {short.casefold(): short for short in SHORT_FORMS}
_SEEN = re.compile(rf"\b({'|'.join(sorted(_FORMS, key=len, reverse=True))})s?\b", re.I)


def short_forms_in(*texts: str) -> set[str]:
    """The short forms that texts use without writing them out, as in "accelerated progress plan (APP)".

    "app" and "salt" in small letters are words; otherwise any spelling counts.
    """
    said = " ".join(texts)
    used = {_FORMS[match[1].casefold()] for match in _SEEN.finditer(said) if not match[0].islower()}
    return {short for short in used if f"({short})" not in said}


def explained_html(short_forms: Iterable[str]) -> str:
    """Short forms written out; nothing where there is none."""
    items = "".join(f"<li><strong>{short}</strong>: {text(SHORT_FORMS[short])}</li>" for short in sorted(short_forms))
    return f'<div class="short-forms"><p>Short forms</p><ul>{items}</ul></div>' if items else ""
