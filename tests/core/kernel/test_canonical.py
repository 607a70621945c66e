"""The bytes that are sealed: same content, same bytes; other content, other bytes."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pentimento.core.kernel.canonical import canonical, digest
from pentimento.core.kernel.errors import Invalid, TooLarge

INDIA = timezone(timedelta(hours=5, minutes=30))

WRITTEN = [
    ("nothing", None, "null"),
    ("yes is not one", True, "true"),
    ("an empty record", {}, "{}"),
    ("fields in any order", {"b": 1, "a": 2}, '{"a":2,"b":1}'),
    ("capitals before small letters", {"a": 1, "B": 2}, '{"B":2,"a":1}'),
    ("no white space, order of a list kept", [3, [1, 2]], "[3,[1,2]]"),
    ("a tuple is a list", (1, 2), "[1,2]"),
    ("accents composed", "e\u0301", '"é"'),
    ("emoji and other scripts as they are", "絵 🎨", '"絵 🎨"'),
    ("quotes and line ends escaped", 'a"\n', '"a\\"\\n"'),
    ("a whole float", 2.0, "2"),
    ("minus nothing", -0.0, "0"),
    ("a fraction", 0.1, "0.1"),
    ("a decimal keeps its places", Decimal("2.50"), '"2.50"'),
    ("a day", date(2026, 3, 1), '"2026-03-01"'),
    ("a moment", datetime(2026, 3, 1, 9, 30, tzinfo=UTC), '"2026-03-01T09:30:00.000000Z"'),
    ("a moment elsewhere", datetime(2026, 3, 1, 15, 0, tzinfo=INDIA), '"2026-03-01T09:30:00.000000Z"'),
]

REFUSED = [
    ("not a number", float("nan"), "not a number"),
    ("infinity inside", {"a": [float("-inf")]}, "not a number"),
    ("decimal not a number", Decimal("NaN"), "not a number"),
    ("a moment without zone", datetime(2026, 3, 1, 9, 30), "time zone"),
    ("half a character", "\ud800", "half a character"),
    ("half a character in a field name", {"\ud800": 1}, "half a character"),
    ("a number as field name", {1: "a"}, "field names are text"),
    ("two spellings of one field", {"é": 1, "e\u0301": 2}, "same name"),
    ("bytes", b"a", "kind bytes"),
    ("a set has no order", {"a": {1, 2}}, "kind set"),
]

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=15,
)


@pytest.mark.parametrize("value, text", [row[1:] for row in WRITTEN], ids=[row[0] for row in WRITTEN])
def test_each_kind_of_value_has_one_form(value, text):
    assert canonical(value) == text.encode()


@pytest.mark.parametrize("value, sentence", [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_has_no_single_form_is_refused_with_a_sentence(value, sentence):
    with pytest.raises(Invalid, match=sentence):
        canonical(value)


def test_a_bottomless_record_is_refused_before_it_exhausts_the_machine():
    bottomless: list = []
    bottomless.append(bottomless)
    with pytest.raises(TooLarge, match="nested"):
        canonical(bottomless)


@given(values)
def test_the_bytes_read_back_and_written_again_are_the_same(value):
    try:
        first = canonical(value)
    except Invalid:
        return  # two spellings of one key
    assert canonical(json.loads(first)) == first


@given(st.dictionaries(st.text(max_size=4), st.integers(), max_size=6))
def test_neither_order_nor_accents_typed_in_parts_change_the_digest(record):
    if len({normalize("NFC", key) for key in record}) < len(record):
        return
    shuffled = {normalize("NFD", key): record[key] for key in reversed(record)}
    assert digest(shuffled) == digest(record)


@given(st.text(max_size=8), st.text(max_size=8))
def test_texts_that_differ_have_different_bytes(one, other):
    same = normalize("NFC", one) == normalize("NFC", other)
    assert (canonical(one) == canonical(other)) is same


def test_the_digest_is_sha_256_of_the_bytes():
    assert digest({"a": 1}) == hashlib.sha256(b'{"a":1}').hexdigest()
