"""Names of services that families turn to, as documents print them."""

import re

_BEFORE = r"(?:[A-Z][\w’'&-]*\s+(?:and\s+|of\s+|for\s+|&\s+)?){0,5}"
_NAMES = re.compile(
    rf"(?:{_BEFORE})?"
    r"(?P<core>(?:SENDIASS|SENDIAS|SENDIAS?S?|SEND IASS|IASS|SEND ?IAS)(?: [Ss]ervice| [Tt]eam)?"
    r"|Special Educational Needs (?:and(?:/or)?|&) Disabilit(?:y"
    r"|ies)[’']?,? Information,?[\w ,]*?Advice,?[\w ,]*?Support Service"
    r"|(?i:information,? advice and support service)"
    r"|(?i:parent[ /-]?(?:and )?carers?[’']? forum|parents?[’']? forum)"
    r"|(?:SEND )?(?i:local offer)(?: (?i:team))?"
    r"|(?i:family information (?:service|hub))|(?i:complaints? (?:team|service|department|unit|manager|officer))"
    r"|(?i:customer (?:care|relations|feedback)(?: team)?)"
    r"|(?i:ombudsman)(?: for [A-Z][\w ]+)?|IPSEA|(?i:council for disabled children)"
    r"|(?i:(?:SEND|SEN|EHCP?|educational psychology|early help|short breaks?|children with disabilities|CAMHS|inclusion"
    r"|specialist teaching|travel assistance|school transport|tribunal|mediation|disagreement resolution)(?: \w+){0,3}?"
    r" (?:team|service|hub|helpline|line)\b)"
    r"|Ofsted|(?:the )?Care Quality Commission|CQC|The National Archives|Department for Education)"
)
_LOOKS_LIKE_SERVICE = re.compile(
    r"(?:.*\b)?(?:service|services|team|forum|helpline|advice line|hub|local offer|ombudsman|tribunal|complaints"
    r"|support group"
    r"|centre|charity)\b.{0,40}",
    re.I,
)
_CONTACT_WORDS = re.compile(
    r"^(?:(?:please |you can |to )?(?:contact|contacting|call|ring|telephone|email|visit|speak to|get in touch with"
    r"|about|the|our|your|of|at|from|by|for)"
    r"\s+|\d[\d.]*\s+|how to (?:contact|complain to)\s+)+",
    re.I,
)
_TRAILING = re.compile(r"\s*(?:contact(?: details| us)?|:)\s*$", re.I)
_REGULATORS = {"ofsted": "Ofsted", "cqc": "CQC", "nationalarchives": "The National Archives"}


def named_service(text: str, heading: bool = False) -> str | None:
    """The first service that a text names, with the words of its name before it: "Anyshire SENDIASS".

    Args:
        text: of a line or paragraph.
        heading: it is a heading, which may name a service of any name.
    """
    found = _NAMES.search(" ".join(text.split()))
    if found:
        return _TRAILING.sub("", _CONTACT_WORDS.sub("", found[0])).strip() or None
    words = _TRAILING.sub("", _CONTACT_WORDS.sub("", text.strip()))
    return words if heading and len(words) <= 80 and _LOOKS_LIKE_SERVICE.fullmatch(words) else None


def kind_of_service(text: str) -> str | None:
    """What sort of service a text names, however it spells it: two lines that name one sort are about one service."""
    found = _NAMES.search(" ".join(text.split()))
    if not found:
        return None
    core = re.sub(r"\b(?:service|team|the)\b|[^a-z]", "", found["core"].lower())
    return "sendias" if re.search(r"iass?$|informationadvice", core) else core


def service_of_domain(address: str, text: str, regulators: bool = False) -> str | None:
    """The body whose domain an address on the web has, where the text names it: "Family Action".

    Args:
        address: email address or website.
        text: of the document.
        regulators: only inspectorates and the archive whose boilerplate stands in their reports.
    """
    domain = re.sub(r"^(?:https?://)?(?:www\.)?|^.*@", "", address.lower())
    labels = re.split(r"[./]", domain)
    for label in labels:
        if label in _REGULATORS:
            return _REGULATORS[label]
    if regulators:
        return None
    label = re.sub(r"[^a-z]", "", labels[0] if labels[0] not in {"reports", "mail"} else labels[1])
    if len(label) < 4:
        return None
    letters = r"[\s’'&-]*".join(re.escape(letter) for letter in label)
    found = re.search(rf"(?<![\w@./-]){letters}(?![\w@./-])", text, re.I)
    return " ".join(found[0].split()) if found and found[0][0].isupper() else None
