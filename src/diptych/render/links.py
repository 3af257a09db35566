"""Links in an editor's Markdown that lead nowhere inside the site."""

from collections.abc import Iterator

from diptych.errors import Place, Problem
from diptych.model import Site
from diptych.render.markup import linked, site_path


def broken(site: Site, paths: set[str]) -> Iterator[Problem]:
    """Yield a problem for every link from the top of the site (`/method/`) that no page of `paths` or static file answers.

    A link without `/` or a scheme would mean something else on every page that shows the text, and is a problem too.
    """
    for place, where, text in _texts(site):
        for target in linked(text):
            fault = _fault(target, paths)
            if fault:
                yield Problem(place, f"{where} links to `{target}`, {fault}")


def _texts(site: Site) -> Iterator[tuple[Place, str, str]]:
    for document in site.documents:
        yield Place(document.file), "this page", document.markdown
    for story in site.stories:
        yield story.place, "the summary of this story", story.summary
        yield from ((story.place, f"the note of source `{source.id}`", source.provenance.note) for source in story.sources)
        yield from ((claim.place, "the note of this claim", claim.note) for claim in story.claims)


def _fault(target: str, paths: set[str]) -> str:
    if "://" in target or target.startswith(("#", "mailto:", "//")):
        return ""
    if not target.startswith("/"):
        return "which is neither a web address nor a path from the top of the site, such as `/method/`."
    path = site_path(target).partition("#")[0]
    return "" if path in paths or path.startswith("static/") else "but the site has no such page."
