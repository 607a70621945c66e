"""When a note may be drafted, changed, sealed, co-signed and amended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pentimento.core.kernel.canonical import digest
from pentimento.core.kernel.errors import Conflict, Invalid, Refused, TooLarge, asked
from pentimento.core.kernel.words import cleaned

from .templates import Template

SECTION_MOST = 60_000  # characters: a session of twenty long entries
AMENDMENT_MOST = 8_000
REASON_MOST = 400
PROCESS_MOST = 40_000


def check_can_write(*, therapist: int, by: int, signed: bool) -> None:
    """A session's note is written by whoever held the session, until it is sealed."""
    if by != therapist:
        raise Refused("Only the person who held the session writes its note.")
    if signed:
        raise Conflict("This note is already sealed. Add an amendment instead.")


can_write = asked(check_can_write)


def check_can_sign(*, author: int, signed: bool, by: int, texts: Iterable[str]) -> None:
    """A note is signed once, by the person who wrote it, when it says something."""
    if by != author:
        raise Refused("Only the author can sign this note. Ask them to sign, or add your own.")
    if signed:
        raise Conflict("This note is already sealed. Add an amendment instead.")
    if not any(text.strip() for text in texts):
        raise Refused("This note is empty. Write what happened, then seal it.")


can_sign = asked(check_can_sign)


def check_can_cosign(*, signed: bool, needed: bool, cosigned: bool, supervises: bool) -> None:
    """A trainee's sealed note is co-signed once, by somebody who supervises them."""
    if not signed:
        raise Refused("This note has not been sealed by its author yet.")
    if not needed:
        raise Refused("This note needs no co-signature.")
    if cosigned:
        raise Refused("This note has already been co-signed.")
    if not supervises:
        raise Refused("Only a supervisor of the author co-signs this note.")


can_cosign = asked(check_can_cosign)


def check_can_amend(*, signed: bool, words: str, reason: str) -> None:
    """A sealed note gets a new layer that says what and why; a draft is simply changed."""
    if not signed:
        raise Refused("This note is not sealed yet. Change the draft itself.")
    if not words.strip():
        raise Invalid("Write what is to be added or put right.")
    if not reason.strip():
        raise Invalid("Say why this is amended.")
    _check_length("amendment", words, AMENDMENT_MOST)
    _check_length("reason", reason, REASON_MOST)


def check_version(*, theirs: int, ours: int) -> None:
    """Nobody's words are overwritten unseen."""
    if theirs != ours:
        raise Conflict("This note was changed meanwhile, perhaps in another tab. Nothing was overwritten.")


def check_process_words(words: str) -> None:
    """A private reflection has room, not without end."""
    _check_length("process note", words, PROCESS_MOST)


def sections_of(template: Template, texts: Mapping[str, str], *, drafted: Mapping[str, str]) -> list[dict[str, str]]:
    """The sections as they are kept: ``drafted`` marks what the text was when it was put together."""
    for section in template.sections:
        _check_length(section.heading, texts.get(section.key, ""), SECTION_MOST)
    return [
        {
            "key": section.key,
            "heading": section.heading,
            "text": cleaned(texts.get(section.key, "")),
            "drafted": mark_of(drafted.get(section.key, "")),
        }
        for section in template.sections
    ]


def is_edited(sections: Iterable[Mapping[str, str]]) -> bool:
    """Whether somebody changed what was put together."""
    return any(mark_of(section["text"]) != section["drafted"] for section in sections)


def same_words(sections: Iterable[Mapping[str, str]], others: Iterable[Mapping[str, str]]) -> bool:
    """Whether two states of a note say the same."""
    return [(s["key"], s["text"]) for s in sections] == [(s["key"], s["text"]) for s in others]


def unkept(sections: Iterable[Mapping[str, str]], typed: Iterable[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Words that were typed and that a sealed note does not say, whole, with their headings.

    ``typed`` are (key, heading, words) of the sections as they were sent.
    """
    sealed = {section["key"]: section["text"] for section in sections}
    said = ((key, heading, cleaned(words)) for key, heading, words in typed)
    return [(heading, words) for key, heading, words in said if words and words != sealed.get(key)]


def mark_of(text: str) -> str:
    """A short mark of a text, to notice later whether it was edited."""
    return digest(cleaned(text))[:16]


def _check_length(name: str, words: str, most: int) -> None:
    if len(words) > most:
        raise TooLarge("“{name}” holds at most {most} characters. Shorten it.", name=name, most=f"{most:,}")
