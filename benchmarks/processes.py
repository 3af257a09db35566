"""Whole processes and what they take, for all benchmarks that run commands."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""With compiled code left where Python and Jinja keep it, as on the machine of anyone who built a site before."""

IMPORTS = (sys.executable, "-c", "import jinja2, markdown_it")
"""What any generator of sites in Python with these libraries pays first; a measure of how fast the machine is at the moment."""


class Cost(NamedTuple):
    """What one process and its children took, in seconds; the memory of the largest of them."""

    cpu: float
    wall: float
    megabytes: float


def run(command: Sequence[str], folder: Path | None = None, expected: int = 0) -> Cost:
    """Run a command to its end and return what it took; another exit code than expected ends the benchmark."""
    before = os.times()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_ENVIRONMENT)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != expected:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, os.times().elapsed - before.elapsed, used.ru_maxrss / 1024)


def shell(command: str) -> Cost:
    """Run a shell command in the same way."""
    return run(["sh", "-c", command])
