"""The site work: the files that are no story's, made when every story is; of those of a former build, what shows a story that changed."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.msgpack import encode

from diptych.build.done import Done
from diptych.build.files import changed_site_files, site_files
from diptych.build.plan import Plan
from diptych.build.records import alike, listings_of, told_of
from diptych.build.templates import templates
from diptych.pages.pages import Page, changed_pages, site_pages
from diptych.search import FOLDER
from diptych.write import LIST, stage, stored


class Own(Struct, frozen=True):
    """The site's own files by path, and whether they differ; a digest of what each page of them shows."""

    files: dict[str, bool]
    shown: dict[str, bytes]


def own_files(plan: Plan, made: Done, staging: Path) -> Own:
    """Stage the site's own files that differ."""
    kept = _kept(plan)
    if kept and alike(plan.rows, made.rows):
        return _changed(plan, made, staging, kept)
    site, seen = plan.top.site, plan.seen
    pages = list(site_pages(site, listings_of(made.rows)))
    shown = dict(_shown(plan, pages))
    known = {path for path, digest in shown.items() if seen.still(path, digest)}
    files = site_files(
        site,
        pages,
        listings_of(made.rows),
        told_of(made.rows),
        templates(plan.order),
        plan.root,
        known,
        partial(stored, plan.out),
    )
    return Own(dict.fromkeys(known, False) | {file.path: stage(str(staging), str(plan.out), file) for file in files}, shown)


def _shown(plan: Plan, pages: Iterable[Page]) -> Iterator[tuple[str, bytes]]:
    yield from ((page.path, sha256(plan.order.whole + encode(page)).digest()) for page in pages)


def _kept(plan: Plan) -> list[str]:
    """Return the paths of the site's own files where they are as the last good build left them; none where one is not, or more changed."""
    then, stories = plan.seen.former, {LIST, *(row.sketch.named.id for row in plan.rows)}
    kept = [path for path in then.outs if path not in stories] if then and plan.rows else []
    return [] if LIST in plan.seen.touched or any(path in plan.seen.touched for path in kept) else kept


def _changed(plan: Plan, made: Done, staging: Path, kept: Sequence[str]) -> Own:
    """Do the same where nothing changed but stories, and these are alike."""
    site, then = plan.top.site, plan.seen.former
    pages = list(changed_pages(site, listings_of(plan.rows), listings_of(made.rows)))
    files = changed_site_files(site, pages, plan.rows, made.rows, templates(plan.order), partial(stored, plan.out))
    differ = {file.path: stage(str(staging), str(plan.out), file) for file in files}
    stay = [path for path in kept if not path.startswith(f"{FOLDER}/")]  # the full-text index is given whole
    return Own(dict.fromkeys(stay, False) | differ, (then.pages if then else {}) | dict(_shown(plan, pages)))
