"""The templates of a site on the disk, and what is kept of them between builds: Python code that Jinja made of each."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemBytecodeCache, FileSystemLoader

from diptych.build.records import Order
from diptych.manifest import digest, digest_of
from diptych.model import Site
from diptych.render import compiled
from diptych.render.render import environment
from diptych.shipped import folders, shipped
from diptych.words import Words


def templates(order: Order) -> Environment:
    """Return the templates, compiled once a process; compiled code is kept between builds too."""
    return _made(_Templates(order.whole, order.root, order.cache, order.site))


def template_loader(folders: Iterable[str]) -> BaseLoader:
    """Return what finds a template by its name: in the first folder that has it."""
    return ChoiceLoader([FileSystemLoader(folder) for folder in folders])


@dataclass(frozen=True, slots=True)
class _Templates:
    """What templates are compiled from; the key stands for the settings and words of the site."""

    key: bytes
    root: str
    cache: str
    site: Site = field(compare=False)


@lru_cache(maxsize=1)
def _made(given: _Templates) -> Environment:
    found = [str(folder) for folder in folders(Path(given.root), "templates")]
    kept = next((_Kept(str(folder), given.site.words) for folder in _kept_in(given, found) if _writable(folder)), None)
    return environment(template_loader(found), given.site.words, given.site.language, kept)


class _Kept(FileSystemBytecodeCache):
    """Compiled templates of one language: their code holds its words, and is good for as long as these and the generator are the same."""

    def __init__(self, folder: str, words: Words) -> None:
        super().__init__(folder, f"{words.language}-%s.cache")
        self._of = digest_of([digest(compiled.__file__), sorted(words.entries.items())])

    def get_source_checksum(self, source: str) -> str:
        return sha256(self._of + source.encode("utf-8", "surrogatepass")).hexdigest()


def _kept_in(given: _Templates, found: list[str]) -> Iterator[Path]:
    """Yield where compiled templates may be kept: those of a site that changes none of Diptych's beside Diptych's own compiled code."""
    if found == [str((shipped() / "templates").resolve())]:
        yield Path(__file__).with_name("__pycache__")
    yield Path(given.cache) / "templates"


def _writable(folder: Path) -> bool:
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return os.access(folder, os.W_OK)
