"""Shut a process in: no files, no network, no other programs. Linux; a decoder cannot be trusted.

Whoever finds a hole in an image library gets a process that can compute and answer, nothing more: it
runs as the same user as the keys, so it must not open them. Calls are refused with EACCES by a
seccomp filter, which needs no privilege and cannot be taken off again.
"""

from __future__ import annotations

import ctypes
import os
import resource
import struct
import sys

from .limits import CPU_SECONDS, MEMORY

NO_NEW_PRIVILEGES, SET_SECCOMP, MODE_FILTER = 38, 22, 2
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | 13  # 13: EACCES
X32 = 0x40000000  # a second numbering of the same calls on x86-64

# Names in order: open* socket* connect, exec*, ptrace, kill, everything that changes names, io_uring,
# reading other processes. Source: the kernel's syscall tables.
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
REFUSED = {
    "x86_64": "2 85 257 437 304 41 53 42 59 322 101 62 57 58 87 263 82 264 316 86 265 88 266 83 258 84 90 268 76 "
    "425 310 311 438",
    "aarch64": "56 437 265 198 199 203 221 281 117 129 35 38 276 37 36 34 53 45 425 270 271 438",
}


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def limit() -> None:
    """Cap memory, computing time and open files; allow no file to be written and no core dump."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def seal() -> bool:
    """Refuse files, network and programs from now on. False where the system has no such filter."""
    machine = os.uname().machine
    if sys.platform != "linux" or machine not in REFUSED:
        return False
    rules = _rules(ARCHITECTURES[machine], [int(number) for number in REFUSED[machine].split()])
    program = _Program(len(rules) // 8, rules)
    call = ctypes.CDLL(None, use_errno=True).prctl
    call.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
    if call(NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(call(SET_SECCOMP, MODE_FILTER, ctypes.addressof(program), 0, 0) == 0)


def _rules(architecture: int, refused: list[int]) -> bytes:
    """The filter: refuse another architecture's numbering, then each listed call, allow the rest."""
    count = len(refused)
    steps = [
        (LOAD, 0, 0, 4),
        (EQUAL, 0, count + 3, architecture),
        (LOAD, 0, 0, 0),
        (AT_LEAST, count + 1, 0, X32),
        *((EQUAL, count - place, 0, number) for place, number in enumerate(refused)),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
