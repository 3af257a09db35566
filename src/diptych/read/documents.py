"""The Markdown pages of `site_src`: `pages`, which every site has and the head of each page leads to, and a site's own `guide`."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from diptych.errors import Place
from diptych.model import Document
from diptych.read.files import read_text
from diptych.read.form import RESERVED
from diptych.read.languages import tags
from diptych.read.problems import slug
from diptych.read.run import Prose, Run

GUIDE: Final = "guide"
"""The folder of pages that the foot leads to."""


def read_documents(run: Run, site_folders: Iterable[Path], language: str) -> tuple[Document, ...]:
    """Return the pages of all `site_folders` by name; where two have one of the same name, the first folder's wins.

    In each folder, pages of the site's language (`pages/de`) go before those beside them. What ships with Diptych is English there.
    The `guide` is that of the site's own folder alone.
    """
    found: dict[str, Document | None] = {}
    for site_folder in site_folders:
        own = site_folder.resolve().is_relative_to(run.root.resolve())
        holders = [site_folder / "pages", *([site_folder / GUIDE] if own else [])]
        spoken_beside = language if own else "en"
        places = [place for at in holders for place in (*((at / tag, language) for tag in tags(language)), (at, spoken_beside))]
        for folder, spoken in places:
            for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
                if path.name not in found:
                    shown = f"site_src/{path.relative_to(site_folder).as_posix()}"
                    found[path.name] = _document(run, path, shown, spoken)
    return tuple(document for _, document in sorted(found.items()) if document)


def _document(run: Run, path: Path, shown: str, language: str) -> Document | None:
    known = path.name.removesuffix(".md")
    fault = _fault(known)
    if fault:
        run.problems.add(Place(shown), *fault)
        return None
    file = read_text(path.parent, path.name, run.problems)
    heading = re.match(r"\s*# +(\S[^\n]*)", file.text) if file else None
    if file and not heading:
        run.problems.add(Place(shown), "a page begins with its title: `# Title`.")
    if not file or not heading:
        return None
    markdown = file.text[heading.end() :]
    run.prose.append(Prose(Place(shown), None, "this page", markdown, file.text))
    return Document(known, heading.group(1).strip(" #"), markdown, shown, language, shown.split("/")[1] == GUIDE)


def _fault(name: str) -> tuple[str, ...]:
    if name != slug(name):
        hint = f"Did you mean `{slug(name)}.md`?" if slug(name) else ""
        return ("the name of a page may have small letters, digits and single hyphens.", hint)
    if name in RESERVED:
        return (f"the address /{name}/ is taken by another page of the site.",)
    return ()
