"""Telling whether a sentence says openly that it is somebody's view."""

from __future__ import annotations

import re

# What makes a sentence somebody's view wherever it stands. "May" and "could" are left out: the month,
# the name, and "could not sit still" are observations.
VOICED = (
    r"i (?:\w+ly )?(?:think|believe|feel|suppose|suspect|wonder|sense|guess|imagine|hope|assume|suggest|recommend"
    r"|propose|would (?:suggest|recommend|say|propose|think|hope))",
    r"i am (?:not sure|inclined to)",
    r"we (?:think|believe|suspect|wonder|suggest|recommend|propose|would (?:suggest|recommend))",
    r"in (?:my|our) (?:\w+ )?(?:view|opinion|judgement|judgment|reading|understanding|impression)",
    r"to my mind",
    r"(?:my|our) (?:\w+ )?(?:hypothesis|hypotheses|impression|reading|view|opinion|sense|hunch|guess"
    r"|recommendation|understanding|interpretation)",
    r"one (?:possible )?(?:reading|hypothesis|interpretation)",
    r"it (?:seems|appears) to (?:me|us)",
    r"as i (?:see|understand|read) it",
    r"(?<!her )(?<!his )(?<!my )(?<!their )might",
    r"perhaps",
    r"possibly",
    r"probably",
    r"maybe",
)
OPINION = re.compile(rf"(?<!\w)(?:{'|'.join(VOICED)})(?!\w)")
SPOKEN = re.compile(
    r"“[^“”]{0,2000}”|\"[^\"]{0,2000}\"|«[^«»]{0,2000}»|„[^„“”]{0,2000}[“”]"
    r"|(?<!\w)‘[^‘’]{0,2000}’(?!\w)|(?<!\w)'[^']{0,2000}'(?!\w)"
)


def is_worded_as_opinion(text: str) -> bool:
    """Whether a sentence carries words such as "I think", "in my view", "might" or "my hypothesis".

    Quoted words do not count: in ``She said “I think I am better.”`` the view is the client's and the
    sentence reports what was said.

    >>> is_worded_as_opinion("In my view the house might stand for home.")
    True
    >>> is_worded_as_opinion("She said “I think so” and put the brush down.")
    False
    """
    own = SPOKEN.sub(" ", text)
    return OPINION.search(" ".join(own.replace("’", "'").casefold().split())) is not None
