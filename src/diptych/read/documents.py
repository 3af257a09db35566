"""The Markdown pages of `site_src/pages`."""

import re
from collections.abc import Iterable
from pathlib import Path

from diptych.errors import Place
from diptych.model import Document
from diptych.read.files import read_text
from diptych.read.form import RESERVED, slug
from diptych.read.problems import Problems


def read_documents(folders: Iterable[Path], problems: Problems) -> tuple[Document, ...]:
    """Return the pages of all `folders` by name; where two folders have one of the same name, the first folder's wins."""
    found: dict[str, Document | None] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
            if path.name not in found:
                found[path.name] = _document(folder, path.name, problems)
    return tuple(found[name] for name in sorted(found) if found[name])  # type: ignore[misc]


def _document(folder: Path, name: str, problems: Problems) -> Document | None:
    known = name.removesuffix(".md")
    if known != slug(known):
        problems.add(Place(f"site_src/pages/{name}"), "the name of a page may have small letters, digits and single hyphens.")
        return None
    if known in RESERVED:
        problems.add(Place(f"site_src/pages/{name}"), f"the address /{known}/ is taken by another page of the site.")
        return None
    file = read_text(folder, name, problems)
    heading = re.match(r"\s*# +(\S[^\n]*)", file.text) if file else None
    if file and not heading:
        problems.add(Place(f"site_src/pages/{name}"), "a page begins with its title: `# Title`.")
    if not file or not heading:
        return None
    return Document(known, heading.group(1).strip(" #"), file.text[heading.end() :], f"site_src/pages/{name}")
