"""What happens to a claim, from its first word to its withdrawal."""

from .deciding import call_back, reopen, send, send_back, verify, verify_with_password, withdraw
from .evidence import link, read_without_names, unlink
from .writing import begin, remark, renew, write

__all__ = [
    "begin",
    "call_back",
    "link",
    "read_without_names",
    "remark",
    "renew",
    "reopen",
    "send",
    "send_back",
    "unlink",
    "verify",
    "verify_with_password",
    "withdraw",
    "write",
]
