"""The site work: the files that are no story's, made when every story is; of those of a former build, what shows a story that changed."""

from functools import partial
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.msgpack import encode

from diptych.build.alike import alike, same_files
from diptych.build.done import Done
from diptych.build.files import changed_site_files, site_files
from diptych.build.plan import Plan
from diptych.build.stories import stories_of
from diptych.build.templates import templates
from diptych.pages.pages import Page, changed_pages, site_pages
from diptych.search import FOLDER
from diptych.write import LIST, stage, stored


class Own(Struct, frozen=True):
    """The site's own files by path, and whether they differ; a digest of what each page of them shows.

    `same` tells that the site has the same files as the last good build made, its stories' and these.
    """

    files: dict[str, bool]
    shown: dict[str, bytes]
    same: bool


def own_files(plan: Plan, made: Done, staging: Path) -> Own:
    """Stage the site's own files that differ."""
    kept = _kept(plan)
    if kept and alike(plan.rows, made.rows):
        return _changed(plan, made, staging, kept)
    site, stories, shown, stay = plan.top.site, stories_of(made.rows), dict[str, bytes](), dict[str, bool]()

    def known(page: Page) -> bool:
        shown[page.path] = _shown(plan, page)
        if plan.seen.still(page.path, shown[page.path]):
            stay[page.path] = False
        return page.path in stay

    former = partial(stored, plan.out)
    files = site_files(site, site_pages(site, stories.listings, stories.counted), stories, templates(plan.order), plan.root, known, former)
    staged = {file.path: stage(str(staging), str(plan.out), file) for file in files}
    return Own(stay | staged, shown, same=False)


def _shown(plan: Plan, page: Page) -> bytes:
    return sha256(plan.order.whole + encode(page)).digest()


def _kept(plan: Plan) -> list[str]:
    """Return the paths of the site's own files where they are as the last good build left them; none where one is not, or more changed."""
    then = plan.seen.former
    kept = [path for path in then.own if path != LIST] if then and plan.rows else []
    return [] if LIST in plan.seen.touched or any(path in plan.seen.touched for path in kept) else kept


def _changed(plan: Plan, made: Done, staging: Path, kept: list[str]) -> Own:
    """Do the same where nothing changed but stories, and these are alike."""
    site, then = plan.top.site, plan.seen.former
    before, after = stories_of(plan.rows), stories_of(made.rows)
    pages = list(changed_pages(site, before.listings, after.listings, after.counted))
    files = changed_site_files(site, pages, before, after, templates(plan.order), partial(stored, plan.out))
    differ = {file.path: stage(str(staging), str(plan.out), file) for file in files}
    stay = [path for path in kept if not path.startswith(f"{FOLDER}/")]  # the full-text index is given whole
    now = dict.fromkeys(stay, False) | differ
    shown = (then.pages if then else {}) | {page.path: _shown(plan, page) for page in pages}
    return Own(now, shown, same=now.keys() == set(kept) and same_files(plan.rows, made.rows))
