"""Findings in words: a sentence with places, so that it can be translated before it is filled."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """``template`` has places such as ``{factor}``; ``facts`` are what goes into them."""

    template: str
    facts: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.facts)) if self.facts else self.template


def said(template: str, **facts: object) -> Sentence:
    """A sentence with its facts.

    >>> str(said("Factor {factor} may not vary.", factor=2))
    'Factor 2 may not vary.'
    """
    return Sentence(template, tuple(facts.items()))
