"""The site work: the files that are no story's, made when every story is."""

from functools import partial
from pathlib import Path

from msgspec.msgpack import encode

from diptych.build.done import Done
from diptych.build.files import site_files
from diptych.build.plan import Plan
from diptych.build.templates import templates
from diptych.manifest import digest_of
from diptych.pages.pages import site_pages
from diptych.write import stage, stored


def own_files(plan: Plan, made: Done, staging: Path) -> tuple[dict[str, bool], dict[str, bytes]]:
    """Stage the site's own files that differ. Return the paths of all, and whether they differ; and a digest of what each page shows."""
    site, seen = plan.top.site, plan.seen
    pages = list(site_pages(site, made.listings))
    shown = {page.path: digest_of([plan.order.whole, encode(page)]) for page in pages}
    known = {path for path, digest in shown.items() if seen.still(path, digest)}
    files = site_files(
        site,
        pages,
        made.listings,
        [row.told for row in made.shown if row.told],
        templates(plan.order),
        plan.root,
        known,
        partial(stored, plan.out),
    )
    return dict.fromkeys(known, False) | {file.path: stage(str(staging), str(plan.out), file) for file in files}, shown
