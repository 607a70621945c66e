"""Several graded posts beside each other: where they do not sit well together. Questions, not corrections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations

from .scheme import Factor, Rules, Scheme
from .sentences import Sentence, said
from .totals import Job, total


class Kind(StrEnum):
    """What there is to look at."""

    BAND = "band"  # the recorded band is not one its levels attain
    ORDER = "order"  # at least as demanding everywhere, yet in a lower band
    LINE = "line"  # answers to a post that is graded below it
    APART = "apart"  # matched to one profile, yet far apart on a factor


@dataclass(frozen=True, slots=True)
class Graded:
    """A post as it was graded. ``band`` is what people recorded, empty where they recorded none;
    ``reports_to`` is another post's key, or empty."""

    key: str
    title: str
    job: Job
    band: str
    profile: str = ""
    reports_to: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something to look at again, with the posts and the factor it is about."""

    kind: Kind
    posts: tuple[str, ...]
    factor: int | None
    sentence: Sentence


def questions(posts: Sequence[Graded], scheme: Scheme, rules: Rules | None = None) -> tuple[Question, ...]:
    """Everything about these posts that does not sit well together, in a fixed order.

    Raises
    ------
    Incomplete
        When a post lacks a factor.
    """
    rules = rules or scheme.rules
    posts = [post for post in posts if post.band]
    rank = {band.name: place for place, band in enumerate(scheme.bands)}
    return (
        *_bands(posts, scheme),
        *_order(posts, scheme, rank),
        *_lines(posts, rank),
        *_apart(posts, scheme, rules),
    )


def _bands(posts: Sequence[Graded], scheme: Scheme) -> Iterator[Question]:
    words = "{post} is recorded in band {band}; its levels come to {found}."
    for post in posts:
        attained = scheme.bands_of(total(post.job, scheme).totals)
        if post.band not in attained:
            sentence = said(words, post=post.title, band=post.band, found=", ".join(attained) or "none")
            yield Question(Kind.BAND, (post.key,), None, sentence)


def _order(posts: Sequence[Graded], scheme: Scheme, rank: dict[str, int]) -> Iterator[Question]:
    words = "{one} is in band {band} and {other} in band {above}, though no factor of {other} has a higher level."
    for one, other in permutations(posts, 2):
        if rank.get(one.band, 0) < rank.get(other.band, 0) and _demands_as_much(one, other, scheme):
            sentence = said(words, one=one.title, other=other.title, band=one.band, above=other.band)
            yield Question(Kind.ORDER, (one.key, other.key), None, sentence)


def _demands_as_much(one: Graded, other: Graded, scheme: Scheme) -> bool:
    return all(
        min(factor.points_of(one.job[factor.number])) >= max(factor.points_of(other.job[factor.number]))
        for factor in scheme.factors
    )


def _lines(posts: Sequence[Graded], rank: dict[str, int]) -> Iterator[Question]:
    words = "{post} (band {band}) answers to {above}, which is in band {lower}."
    by_key = {post.key: post for post in posts}
    for post in posts:
        above = by_key.get(post.reports_to)
        if above and rank.get(post.band, 0) > rank.get(above.band, 0):
            sentence = said(words, post=post.title, band=post.band, above=above.title, lower=above.band)
            yield Question(Kind.LINE, (post.key, above.key), None, sentence)


def _apart(posts: Sequence[Graded], scheme: Scheme, rules: Rules) -> Iterator[Question]:
    for profile in dict.fromkeys(post.profile for post in posts if post.profile):
        group = [post for post in posts if post.profile == profile]
        for factor in scheme.factors if len(group) > 1 else ():
            yield from _apart_on(factor, group, rules)


def _apart_on(factor: Factor, group: Sequence[Graded], rules: Rules) -> Iterator[Question]:
    words = "Factor {factor} ({label}): {one} and {other} were matched to one profile and stand {apart} levels apart."
    places = {post.key: [factor.order[choice.level] for choice in post.job[factor.number]] for post in group}
    lowest = min(group, key=lambda post: max(places[post.key]))
    highest = max(group, key=lambda post: min(places[post.key]))
    apart = min(places[highest.key]) - max(places[lowest.key])
    if apart > rules.max_level_distance:
        named = {"factor": factor.number, "label": factor.label, "one": highest.title, "other": lowest.title}
        yield Question(Kind.APART, (highest.key, lowest.key), factor.number, said(words, apart=apart, **named))
