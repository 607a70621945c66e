"""The file vault: encrypted, content-addressed, one key for each client.

Write ``shelve`` (slow, before the transaction), then ``keep`` (the row, inside it); read with ``read`` or
``open_stream``. A crash in between leaves a file without a row, which ``sweep`` removes; never the reverse.
What comes in piece by piece is in ``vault.incoming``.
"""

from .frames import Damaged
from .models import Blob, Incoming, MediaType
from .safe import Fault, Shelved, discard, keep, open_stream, read, shelve, store, sweep, verify

__all__ = [
    "Blob",
    "Damaged",
    "Fault",
    "Incoming",
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
