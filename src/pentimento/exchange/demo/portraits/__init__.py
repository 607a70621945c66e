"""What was written by hand about each made-up client."""

from pentimento.exchange.demo.portraits.adults import ADULTS
from pentimento.exchange.demo.portraits.carers import GROUP_NAME, GROUP_PURPOSE, GROUP_WORK, MEMBERS
from pentimento.exchange.demo.portraits.children import CHILDREN
from pentimento.exchange.demo.portraits.older import OLDER
from pentimento.exchange.demo.portraits.source import Aim, Claim, Drift, Episode, Portrait
from pentimento.exchange.demo.portraits.young import YOUNG

__all__ = ["GROUP_NAME", "GROUP_PURPOSE", "GROUP_WORK", "PORTRAITS", "Aim", "Claim", "Drift", "Episode", "Portrait"]

PORTRAITS: tuple[Portrait, ...] = (*CHILDREN, *YOUNG, *ADULTS, *OLDER, *MEMBERS)
