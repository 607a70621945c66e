"""One and only one row of bytes for a record: what is hashed, sealed and compared.

The same content gives the same bytes whatever the order of its fields, the way its accents were
typed, the time zone its moments were written in, or the store it came back from.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from pentimento.core.kernel.errors import Invalid, TooLarge

DEEPEST = 64  # nested lists and mappings; a clinical record needs about six
EXACT = 2**53  # whole numbers up to here are the same as float and as int


def canonical(obj: Any) -> bytes:
    """Write a record as canonical JSON in UTF-8.

    Parameters
    ----------
    obj
        Mappings with text keys, lists, tuples, text, whole numbers, finite floats and decimals,
        booleans, None, dates, and moments that know their time zone.

    Returns
    -------
    bytes
        Keys sorted by code point; text in Unicode form NFC; no white space; dates as
        ``2026-03-01``; moments in UTC as ``2026-03-01T09:30:00.000000Z``; a float that is a whole
        number is written as one (``2.0`` -> ``2``), a decimal as text (``"2.50"``).

    Raises
    ------
    Invalid
        For NaN, infinities, naive moments, broken text, keys that are not text or that become
        the same key, and anything not listed above.
    TooLarge
        When nested more than 64 deep.

    Examples
    --------
    >>> canonical({"b": 1.0, "a": [None, True, "é"]}).decode()
    '{"a":[null,true,"é"],"b":1}'
    """
    plain = _plain(obj, 0)
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def digest(obj: Any) -> str:
    """SHA-256 of the canonical bytes, as 64 hexadecimal characters.

    >>> digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    True
    """
    return hashlib.sha256(canonical(obj)).hexdigest()


def _plain(value: Any, depth: int) -> Any:
    if depth > DEEPEST:
        raise TooLarge("This record is nested more than {deepest} levels deep.", deepest=DEEPEST)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float | Decimal):
        return _number(value)
    if isinstance(value, date):
        return _moment(value)
    if isinstance(value, Mapping):
        return _mapping(value, depth)
    if isinstance(value, list | tuple):
        return [_plain(part, depth + 1) for part in value]
    raise Invalid("A record cannot hold a value of kind {kind}.", kind=type(value).__name__)


def _text(value: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise Invalid("The text holds half a character. Type it again.") from None
    return normalize("NFC", value)


def _number(value: float | Decimal) -> int | float | str:
    if not math.isfinite(value):
        raise Invalid("{value} is not a number that can be recorded.", value=str(value))
    if isinstance(value, Decimal):
        return str(value)
    # Some stores return 2.0 as 2: the seal must not break over that. This also folds -0.0 into 0.
    return int(value) if value.is_integer() and abs(value) <= EXACT else float(value)


def _moment(value: date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.utcoffset() is None:
        raise Invalid("The moment {moment} has no time zone.", moment=value.isoformat())
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _mapping(value: Mapping[Any, Any], depth: int) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for key, part in value.items():
        if not isinstance(key, str):
            raise Invalid("A record's field names are text; this one is {kind}.", kind=type(key).__name__)
        name = _text(key)
        if name in plain:
            raise Invalid("Two fields of this record have the same name: {name}.", name=name)
        plain[name] = _plain(part, depth + 1)
    return plain
