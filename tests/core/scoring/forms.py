"""Small made-up questionnaires in FHIR's shape. Their wording is ours and means nothing."""

from __future__ import annotations

from typing import Any

from pentimento.core.scoring.instruments import Instrument, instrument

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
LOINC = "http://loinc.org"


def option(code: str, weight: object = None, text: str = "") -> dict[str, Any]:
    """One answer; without a weight when none is given."""
    coding = {"system": LOINC, "code": code, "display": text or f"answer {code}"}
    if weight is None:
        return {"valueCoding": coding}
    return {"valueCoding": coding, "extension": [{"url": ORDINAL, "valueDecimal": weight}]}


def question(loinc: str, *options: dict[str, Any], text: str = "") -> dict[str, Any]:
    """One item; with the weights 0..3 on the codes a..d when no options are given."""
    return {
        "linkId": f"/{loinc}",
        "type": "choice",
        "text": text or f"Question {loinc}?",
        "code": [{"system": LOINC, "code": loinc}],
        "answerOption": list(options) or [option(code, weight) for weight, code in enumerate("abcd")],
    }


def form_of(known: Instrument | None = None, **changes: Any) -> dict[str, Any]:
    """A whole form for an instrument (the GAD-7 unless told), with parts replaced."""
    known = known or instrument("gad-7")
    return {
        "resourceType": "Questionnaire",
        "status": "active",
        "title": "Made-up form",
        "copyright": "Nobody's.",
        "code": [{"system": LOINC, "code": known.panel}],
        "item": [question(item.loinc) for item in known.items],
        **changes,
    }
