"""Text as forms hand it on."""

from __future__ import annotations

from pentimento.trust.forms import Words


def test_the_space_after_a_word_stays_while_somebody_is_still_typing() -> None:
    assert Words(strip=False).clean("the chalk. ") == "the chalk. "
    assert Words(strip=False).clean("one\r\ntwo\x00 ") == "one\ntwo "


def test_a_finished_text_has_nothing_around_it() -> None:
    assert Words().clean("  the chalk.\r\n ") == "the chalk."
