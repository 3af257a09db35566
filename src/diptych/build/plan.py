"""What is to be done: the top of the site is read, and each story is either as it was or a task."""

import os
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from time import perf_counter

from msgspec import Struct
from msgspec.structs import replace

import diptych
from diptych.build.depends import apart
from diptych.build.records import Order, Row, Task, known_as
from diptych.build.rows import KeptRows, kept_rows
from diptych.errors import ContentError, Problem
from diptych.manifest import Asked, Entry, Look, cache_folder, digest_of, python, tree
from diptych.model import Site
from diptych.pages.chrome import chrome
from diptych.quotes import Status
from diptych.read import Prose, Run, StoryRef, Top, key_of_story, read_top
from diptych.render.links import Link
from diptych.shipped import folders, installed

_LIBRARIES = (
    "jinja2", "markdown-it-py", "markupsafe", "mdit-py-plugins", "mdurl", "msgspec", "numpy", "onnxruntime", "pagefind", "pyyaml",
    "rapidfuzz", "resvg-py", "sentencex", "tokenizers",
)  # fmt: skip

_OF_ALIGNER = ("msgspec", "numpy", "onnxruntime", "sentencex", "tokenizers")

_CODE = str(Path(diptych.__file__).parent)


class Plan(Struct, frozen=True):
    """A build to be done. `stories` has every story in the order of the site: its row where it is as it was, else its task.

    `problems`, `prose` and `notes` are those of the top. `files` are those that the last good build was made from, as they are now,
    `trees` the folders of code, templates and pages, file by file. `around` is the key of all that the site's own files may depend on but
    the stories. `rows` are those of the last good build with the same key, `links` those of its own pages; none, and None, where there is
    none. `seconds` is what looking and planning took.
    """

    seen: Look
    asked: Asked
    root: Path
    out: Path
    cache: Path
    top: Top
    problems: tuple[Problem, ...]
    prose: tuple[Prose, ...]
    notes: tuple[Problem, ...]
    files: dict[str, Entry]
    trees: dict[str, dict[str, Entry]]
    order: Order
    around: bytes
    rows: tuple[Row, ...]
    links: tuple[Link, ...] | None
    stories: tuple[Row | Task, ...]
    seconds: float

    @property
    def site(self) -> Site:
        """The site, without its stories."""
        return self.top.site

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The stories that are to be made."""
        return tuple(each for each in self.stories if isinstance(each, Task))


def planned(root: Path, out: Path, seen: Look, asked: Asked) -> Plan:
    """Return what is to be done to bring `out` in line with `root`. Raises ContentError where claims.yaml cannot be read at all."""
    clock = perf_counter()
    run = Run(root, asked=asked)
    top = read_top(run, folders(root, "site_src"))
    if top is None:
        raise ContentError(run.problems.found, [(status, 0) for status in Status])
    cache = cache_folder(root, out)
    model = _model(root, top.site.embedding)
    trees = {folder: seen.trees.get(folder) or tree(root, folder, {}, 0) for folder in [*_trees(root), *model]}
    # No page of a story shows the text of the editors' own pages.
    slim = replace(top.site, documents=tuple(replace(each, markdown="") for each in top.site.documents))
    around = [python(), *versions(), chrome(slim), slim]
    order = Order(
        root=os.path.abspath(root),
        out=os.path.abspath(out),
        staging="",
        cache=os.path.abspath(cache),
        site=slim,
        key=digest_of([*around, *_digests(trees, apart(folders(root, "templates")))]),
        whole=digest_of([*around, *_digests(trees, frozenset())]),
        aligner=digest_of([*versions(_OF_ALIGNER), *_aligner(trees, model)]),
        claims=bytes.fromhex(top.claims.entries.yaml_file.file.sha256),
    )
    around_all = digest_of([order.whole, *(sorted((name, digest) for name, (_, digest) in found.items()) for found in trees.values())])
    kept = kept_rows(cache, seen.former.rows) if seen.former else None
    files = seen.files()
    same = kept if seen.former and seen.former.around == around_all else None
    return Plan(
        seen=seen,
        asked=asked,
        root=root,
        out=out,
        cache=cache,
        top=top,
        problems=tuple(run.problems.found),
        prose=tuple(run.prose),
        notes=tuple(run.notes),
        files=files,
        trees=trees,
        order=order,
        around=around_all,
        rows=same.rows if same else (),
        links=same.links if same else None,
        stories=tuple(_stories(top, order, seen, files, kept)),
        seconds=seen.seconds + perf_counter() - clock,
    )


def _stories(top: Top, order: Order, seen: Look, files: Mapping[str, Entry], kept: KeptRows | None) -> Iterator[Row | Task]:
    """Yield a row where the story's text, what all stories share, its sources and its folder of the output are as they were."""
    rows, same = (kept.rows, kept.key == order.key) if kept else ((), False)
    by_text = {(row.file, row.text): row for row in rows} if same else {}
    by_name = {row.known: row for row in rows}
    for ref in top.refs:
        text = key_of_story(top.claims, ref) if ref.index >= 0 else b""
        now = files.get(ref.file)
        row = by_text.get((ref.file, text or (now[1] if now else b"")))
        if row and row.id not in seen.touched and seen.moved.isdisjoint(row.inputs):
            yield row
        else:
            former = by_name.get(known_as(ref, _id(top, ref)))
            yield Task(ref, former.places if former else "", text, former.alignment if former else "")


def _id(top: Top, ref: StoryRef) -> str:
    entry = top.claims.top.stories[ref.index] if ref.index >= 0 else ""
    return "" if isinstance(entry, str) else entry.id


def _trees(root: Path) -> list[str]:
    """Return the folders of which every file may change every page: code, templates, and what `site_src` holds."""
    own = ["templates", "site_src"]
    given = [str(folder) for name in own for folder in folders(root, name) if folder != (root / name).resolve()]
    return [_CODE, *own, *given]


def _model(root: Path, name: str) -> list[str]:
    if not name:
        return []
    from diptych.align.semantic import kept

    try:
        return [name if (root / name).is_dir() else str(kept(name))]
    except OSError:  # the first job that asks for it tells why
        return []


def _digests(trees: dict[str, dict[str, Entry]], without: Set[str]) -> Iterator[object]:
    """Yield what stands for all files that pages may depend on: the pages and static files of `site_src` are files of their own.

    The templates `without` are left out.
    """
    for folder, found in trees.items():
        own = ("pages/", "guide/", "static/") if Path(folder).name == "site_src" else ()
        left = without if Path(folder).name == "templates" else frozenset()
        yield sorted((name, digest) for name, (_, digest) in found.items() if not name.startswith(own) and name not in left)


def _aligner(trees: dict[str, dict[str, Entry]], model: Sequence[str]) -> Iterator[object]:
    """Yield what stands for the aligner: the code that it is, its rules and weights, and the embedding that it is given."""
    code = trees[_CODE]
    yield sorted((name, digest) for name, (_, digest) in code.items() if name.startswith(("align", "text/", "findings/find.py")))
    yield [sorted((name, digest) for name, (_, digest) in trees[folder].items()) for folder in model]


def versions(names: Sequence[str] = _LIBRARIES) -> Iterator[str]:
    """Yield the libraries of these names with their versions; those that the bytes of a page depend on where no others are named."""
    found = installed()
    yield from (found[name].name if name in found else name for name in names)
