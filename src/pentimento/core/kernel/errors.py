"""What Pentimento will not do, said so that a person can act on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any


class PentimentoError(Exception):
    """Something Pentimento will not do. The message is shown on screen: say what to do next.

    Parameters
    ----------
    sentence : str
        A template such as ``"{score} is more than {most}."``. Kept apart from its facts so that
        the web edge can translate the template before filling it.
    facts
        Values for the places in the sentence.
    """

    def __init__(self, sentence: str, **facts: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.facts = facts

    def __str__(self) -> str:
        return self.sentence.format(**self.facts) if self.facts else self.sentence


class Refused(PentimentoError):
    """A rule says no to this person or at this moment."""


class NeedsConsent(Refused):
    """The client has not said yes to this act, or has taken the yes back."""


class NotFound(PentimentoError):
    """Also for "not yours": that a client exists is confidential."""

    def __init__(self, sentence: str = "There is nothing here that you can open.", **facts: Any):
        super().__init__(sentence, **facts)


class Invalid(PentimentoError):
    """What was typed or sent cannot be right."""


class OutOfRange(Invalid):
    """A number outside the range its meaning allows."""

    def __init__(self, name: str, value: object, allowed: str) -> None:
        super().__init__("{name} is {value}; it must be {allowed}.", name=name, value=value, allowed=allowed)


class Incomplete(Invalid):
    """Something needed is missing; a part is not the whole."""

    def __init__(self, name: str, missing: object) -> None:
        parts = ", ".join(sorted(map(str, missing))) if isinstance(missing, set | frozenset | list | tuple) else missing
        super().__init__("The {name} is not complete. Missing: {missing}.", name=name, missing=parts)


class Unmeasurable(Invalid):
    """A picture on which this cannot be measured."""


class Conflict(PentimentoError):
    """Somebody else changed it first. Nothing was overwritten; both texts are kept."""


class TooLarge(PentimentoError):
    """More bytes, pixels or characters than Pentimento takes."""


class WrongType(PentimentoError):
    """A file that is not of a kind Pentimento opens."""


class Unavailable(PentimentoError):
    """Not now; later it may work."""


def asked(check: Callable[..., None]) -> Callable[..., bool]:
    """Turn a ``check_can_…`` that raises a sentence into a ``can_…`` that answers True or False.

    >>> def check_can_pass(*, age):
    ...     if age < 18:
    ...         raise Refused("Come back later.")
    >>> asked(check_can_pass)(age=17)
    False
    """

    @wraps(check)
    def answer(*args: Any, **kwargs: Any) -> bool:
        try:
            check(*args, **kwargs)
        except PentimentoError:
            return False
        return True

    return answer
