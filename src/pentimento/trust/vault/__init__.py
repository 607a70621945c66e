"""The file vault: encrypted, content-addressed, one key for each client.

Write ``shelve`` (slow, before the transaction), then ``keep`` (the row, inside it); read with ``read`` or
``open_stream``. A crash in between leaves a file without a row, which ``sweep`` removes; never the reverse.
"""

from .frames import Damaged
from .models import Blob, MediaType
from .safe import Fault, Shelved, discard, keep, open_stream, read, shelve, store, sweep, verify

__all__ = [
    "Blob",
    "Damaged",
    "Fault",
    "MediaType",
    "Shelved",
    "discard",
    "keep",
    "open_stream",
    "read",
    "shelve",
    "store",
    "sweep",
    "verify",
]
