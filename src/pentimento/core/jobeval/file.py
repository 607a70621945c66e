"""The bytes of a scheme file: TOML or JSON, told apart by how it begins."""

from __future__ import annotations

import json
import tomllib
from typing import Any

from pentimento.core.kernel.errors import Invalid, TooLarge

LARGEST = 1_000_000  # bytes


def parse(content: bytes) -> Any:
    """The table in a scheme file, for ``scheme_from``.

    Raises
    ------
    TooLarge
        Above 1 MB.
    Invalid
        When it is neither TOML nor JSON, or a name stands in it twice; with the line.
    """
    if len(content) > LARGEST:
        raise TooLarge("A grading scheme is a file of at most {most} MB.", most=LARGEST // 1_000_000)
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("This file is not text in UTF-8. Save it again as TOML or JSON.") from None
    try:
        if words.lstrip().startswith("{"):
            return json.loads(words, object_pairs_hook=_each_once)
        return tomllib.loads(words)
    except (tomllib.TOMLDecodeError, json.JSONDecodeError, RecursionError) as wrong:
        reason = str(wrong) or "it is nested too deeply"
        raise Invalid("This is neither a TOML nor a JSON file: {reason}.", reason=reason) from None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for name, _value in pairs if sum(name == other for other, _ in pairs) > 1)
        raise Invalid("“{name}” stands twice in one place of this file.", name=twice[:60])
    return found
