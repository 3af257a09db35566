"""The Markdown pages of `site_src/pages`."""

import re
from collections.abc import Iterable
from pathlib import Path

from diptych.errors import Place
from diptych.model import Document
from diptych.read.files import read_text
from diptych.read.form import RESERVED, slug
from diptych.read.run import Prose, Run


def read_documents(run: Run, folders: Iterable[Path]) -> tuple[Document, ...]:
    """Return the pages of all `folders` by name; where two folders have one of the same name, the first folder's wins."""
    found: dict[str, Document | None] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
            if path.name not in found:
                found[path.name] = _document(run, folder, path.name)
    return tuple(document for _, document in sorted(found.items()) if document)


def _document(run: Run, folder: Path, name: str) -> Document | None:
    known, shown = name.removesuffix(".md"), f"site_src/pages/{name}"
    fault = _fault(known)
    if fault:
        run.problems.add(Place(shown), *fault)
        return None
    file = read_text(folder, name, run.problems)
    heading = re.match(r"\s*# +(\S[^\n]*)", file.text) if file else None
    if file and not heading:
        run.problems.add(Place(shown), "a page begins with its title: `# Title`.")
    if not file or not heading:
        return None
    markdown = file.text[heading.end() :]
    run.prose.append(Prose(Place(shown), None, "this page", markdown, file.text))
    return Document(known, heading.group(1).strip(" #"), markdown, shown)


def _fault(name: str) -> tuple[str, ...]:
    if name != slug(name):
        hint = f"Did you mean `{slug(name)}.md`?" if slug(name) else ""
        return ("the name of a page may have small letters, digits and single hyphens.", hint)
    if name in RESERVED:
        return (f"the address /{name}/ is taken by another page of the site.",)
    return ()
