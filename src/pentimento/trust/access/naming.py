"""Names of clients stay in their charts: words that leave for somebody's own portfolio are looked over first.

The room that keeps the names tells how to find them; whoever keeps other people's words asks here. Neither
knows the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pentimento.core.kernel.errors import Invalid
from pentimento.trust.people.models import Person

Finder = Callable[[Person, str], Iterable[str]]
_finders: list[Finder] = []


def learn(finder: Finder) -> None:
    """From now on names are also looked for this way: given a writer and words, the names among them."""
    if finder not in _finders:
        _finders.append(finder)


def names_in(by: Person, *texts: str) -> list[str]:
    """Names of clients this person works with that stand in the words, in their order."""
    words = "\n".join(text for text in texts if text)
    found = (name for finder in _finders for name in (finder(by, words) if words else ()))
    return list(dict.fromkeys(found))


def check_nobody_named(by: Person, *texts: str) -> None:
    """Refuse words in which a client is named."""
    if found := names_in(by, *texts):
        raise Invalid(
            "“{name}” is the name of a client you work with. Names of clients stay in their records: "
            "write “the client”, or what everybody may know.",
            name=found[0],
        )
