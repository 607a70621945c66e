"""A scheme as plain mappings: what is kept, sealed, and handed out as a file that reads back the same."""

from __future__ import annotations

from typing import Any

from .reading import FORMAT
from .scheme import Factor, Profile, Rules, Scheme


def scheme_to(scheme: Scheme) -> dict[str, Any]:
    """The scheme in the form that ``scheme_from`` reads."""
    return {
        "format": FORMAT,
        "key": scheme.key,
        "title": scheme.title,
        "country": scheme.country,
        "edition": scheme.edition,
        "origin": scheme.origin,
        "max_total": scheme.max_total,
        "factors": [_factor(factor) for factor in scheme.factors],
        "bands": [{"name": band.name, "low": band.low, "high": band.high} for band in scheme.bands],
        **({"profiles": [_profile(profile) for profile in scheme.profiles]} if scheme.profiles else {}),
        "rules": rules_to(scheme.rules),
    }


def _factor(factor: Factor) -> dict[str, Any]:
    levels = [{"level": level.name, "points": level.points, "words": level.words} for level in factor.levels]
    return {"number": factor.number, "label": factor.label, "about": factor.about, "levels": levels}


def _profile(profile: Profile) -> dict[str, Any]:
    cells = [{"factor": c.factor, "level": c.levels.text, "points": list(c.points)} for c in profile.cells]
    printed = {"printed_total": list(profile.printed_total)} if profile.printed_total else {}
    return {
        "key": profile.key,
        "title": profile.title,
        "printed_band": profile.printed_band,
        **printed,
        "cells": cells,
    }


def rules_to(rules: Rules) -> dict[str, Any]:
    """The rules in the form that ``rules_from`` reads."""
    return {
        "max_level_distance": rules.max_level_distance,
        "max_varied_factors": rules.max_varied_factors,
        "may_not_vary": sorted(rules.may_not_vary),
        "stay_in_band": rules.stay_in_band,
        "panel_least": rules.panel_least,
        "panel_most": rules.panel_most,
        "appeal_within_days": rules.appeal_within_days,
        "status": rules.status,
        "source": rules.source,
    }
