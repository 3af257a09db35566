"""A store on this machine that speaks S3, and workers of Dask that share nothing with the tests but that store."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

_SERVER = """
import sys, time
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
open(sys.argv[1] + ".part", "w").write("http://%s:%s" % server.get_host_and_port())
__import__("os").replace(sys.argv[1] + ".part", sys.argv[1])
time.sleep(600)
"""

_GUARD = """
import os, sys
_FOLDER, _SEEN = os.environ["GUARDED"], os.environ["GUARD_SEEN"]

def guard(event, args):
    if event in ("open", "os.listdir", "os.scandir", "os.mkdir", "os.rename") and isinstance(args[0], (str, bytes, os.PathLike)):
        if os.path.abspath(os.fsdecode(args[0])).startswith(_FOLDER):
            os.close(os.open(_SEEN, os.O_CREAT))
            raise PermissionError(13, "not on this machine", args[0])

sys.addaudithook(guard)
"""
"""Makes a worker that cannot open anything in one folder, and leaves a mark where it tried."""


def wait_for(path: Path) -> str:
    for _ in range(600):
        if path.is_file() and path.read_text(encoding="utf-8").strip():
            return path.read_text(encoding="utf-8")
        time.sleep(0.1)
    raise AssertionError(f"{path.name} was not written")


@contextmanager
def s3(folder: Path) -> Iterator[dict[str, str]]:
    """Give what names an S3 server on this machine and an account there to its clients: variables of the environment."""
    told = folder / "s3"
    with subprocess.Popen([sys.executable, "-c", _SERVER, str(told)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            account = {"AWS_ACCESS_KEY_ID": "reader", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}
            yield {"AWS_ENDPOINT_URL": wait_for(told), **account}
        finally:
            server.kill()


class Team:
    """A scheduler of Dask and its workers, each a process with a folder of its own for all that it does."""

    def __init__(self, folder: Path, guarded: Path) -> None:
        self.folder, self.guarded = folder, guarded
        self.started: list[subprocess.Popen[bytes]] = []
        self.seen = folder / "seen"
        (folder / "guard.py").write_text(_GUARD, encoding="utf-8")
        self._start("scheduler", folder, {}, "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(folder / "scheduler.json"))
        self.address = str(json.loads(wait_for(folder / "scheduler.json"))["address"])

    def worker(self, **given: str) -> subprocess.Popen[bytes]:
        own = self.folder / f"worker-{len(self.started)}"
        (own / "tmp").mkdir(parents=True)
        apart = {"TMPDIR": str(own / "tmp"), "HOME": str(own), "GUARDED": str(self.guarded), "GUARD_SEEN": str(self.seen), **given}
        preload = ["--preload", str(self.folder / "guard.py")]
        return self._start("worker", own, apart, self.address, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", *preload)

    def workers(self) -> list[subprocess.Popen[bytes]]:
        """Those that run."""
        return [process for process in self.started[1:] if process.poll() is None]

    def _start(self, part: str, folder: Path, given: dict[str, str], *args: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{part}", "--no-dashboard", *args]
        environment = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
        environment |= {"PYTHONPATH": str(REPOSITORY), **given}
        quiet = subprocess.DEVNULL
        self.started.append(subprocess.Popen(command, cwd=folder, env=environment, stdout=quiet, stderr=quiet))
        return self.started[-1]

    def stop(self) -> None:
        for process in self.started[::-1]:
            process.kill()
            process.wait()


@contextmanager
def environment(given: dict[str, str]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in given.items():
            patch.setenv(name, value)
        yield
