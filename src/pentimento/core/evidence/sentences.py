"""Cutting a text into sentences without losing a character.

The cuts need not be perfect: a sentence cut too late needs evidence as a whole, one cut too early is
joined again by its author. What must hold is that the parts put together are the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

TITLES = "dr mr mrs ms mx prof rev st hon cf vs viz approx ca e.g i.e eg ie resp"
SHORTENED = "etc al a.m p.m am pm min mins sec secs hr hrs yr yrs wk wks jr sr ed eds inc ltd dept ph.d b.a m.a"
NUMBERED = "no nos fig figs vol ch p pp"
NEVER_LAST = frozenset(TITLES.split())
LAST_BEFORE_A_CAPITAL = frozenset(SHORTENED.split())
NOT_LAST_BEFORE_A_DIGIT = frozenset(NUMBERED.split())

# Possessive, and begun only at the first of a row of stops: a page of full stops takes no longer than prose.
END = re.compile(
    r"""
    (?: (?<![.!?…؟۔।॥]) [.!?…؟۔।॥]++ [\"'”’»)\]}›]*+ (?=\s|\Z)   # a stop, what closes with it, then a gap
      | [。！？｡]++ [”’」』）】»\"]*+                                 # scripts that leave no gap
      | \r\n | [\n\r\u2028\u2029]                                  # the end of a line
    )
    """,
    re.VERBOSE,
)
QUOTED = re.compile(r"“[^“”\n]{1,600}”|„[^„“”\n]{1,600}[“”]|«[^«»\n]{1,600}»|\"[^\"\n]{1,600}\"|「[^「」\n]{1,600}」")
LINE_END = "\n\r\u2028\u2029"
BEFORE = re.compile(r"[^\s(\[“\"'‘«]*\Z")
LOOK_BACK = 40  # characters; longer than any abbreviation


def split_sentences(text: str) -> tuple[str, ...]:
    """Cut a text into sentences.

    Returns
    -------
    tuple of str
        Each with the white space that follows it; joined they are the text, character for character.
        Empty for an empty text.

    Notes
    -----
    Not cut: after abbreviations (``Dr.``, ``e.g.``), initials (``J. Smith``), within decimals and
    times (``4.5``, ``10.30``), before a word in small letters, and within a quotation, so that quoted
    words stay with the sentence that introduces them. Cut: at the end of a line, unless the line
    breaks in mid-sentence and goes on in small letters.

    Examples
    --------
    >>> split_sentences("Dr. May came at 10.30. She drew... and left. “I am tired. Good night,” she said.")
    ('Dr. May came at 10.30. ', 'She drew... and left. ', '“I am tired. Good night,” she said.')
    """
    cuts, start = [], 0
    for cut in _cuts(text):
        if text[start:cut].strip():
            cuts.append(text[start:cut])
            start = cut
    rest = text[start:]
    if rest.strip() or not cuts:
        return (*cuts, rest) if rest else tuple(cuts)
    return (*cuts[:-1], cuts[-1] + rest)


def _cuts(text: str) -> Iterator[int]:
    """Places where a sentence ends, after the white space that follows it."""
    quotations = [(found.start(), found.end()) for found in QUOTED.finditer(text)]
    current = after = 0
    for found in END.finditer(text):
        end = found.end()
        while current < len(quotations) and quotations[current][1] < end:
            current += 1
        quoted = current < len(quotations) and quotations[current][0] < end < quotations[current][1]
        if quoted or found.start() < after:  # a gap is looked at once
            continue
        after = _skip_gap(text, end)
        at_line_end = found.group()[0] in LINE_END
        ends = not _goes_on(text, found.start(), after) if at_line_end else _ends(text, found, after)
        if ends:
            yield after


def _skip_gap(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _goes_on(text: str, end: int, after: int) -> bool:
    """Whether a line was merely wrapped: no stop before it, no empty line, and small letters after it."""
    gap = text[end:after].replace("\r\n", "\n")
    lines = sum(gap.count(mark) for mark in LINE_END)
    while end > 0 and text[end - 1] in " \t":
        end -= 1
    return lines == 1 and text[after : after + 1].islower() and text[end - 1 : end] not in set(".!?…:;")


def _ends(text: str, found: re.Match[str], after: int) -> bool:
    mark, following = found.group(), text[after : after + 1]
    if not following:
        return True
    if mark[0] in "。！？｡":  # 「…。」と言った: said, and the sentence goes on
        return not (mark[-1] in "」』" and following in "とっ")
    if following.islower():  # a small letter after a line end is still a new sentence
        return "\n" in text[found.end() : after]
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    return not _is_abbreviated(text, found.start(), following)


def _is_abbreviated(text: str, stop: int, following: str) -> bool:
    tail = BEFORE.search(text[max(0, stop - LOOK_BACK) : stop])
    word = tail.group() if tail else ""
    if len(word) == 1 and word.isupper() and word != "I":
        return True
    bare = word.casefold()
    if bare in NEVER_LAST or (bare in NOT_LAST_BEFORE_A_DIGIT and following.isdigit()):
        return True
    return bare in LAST_BEFORE_A_CAPITAL and not following.isupper() and following not in "“\"‘'«(["
