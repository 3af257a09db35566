"""What of the invented example is still in a site that `diptych new` made."""

from collections.abc import Iterator
from pathlib import Path

from diptych.errors import Problem
from diptych.manifest import Review
from diptych.read import entries_of
from diptych.read.form import SiteEntry
from diptych.shipped import shipped


def left(root: Path) -> Iterator[Problem]:
    """Yield the description and the story of the site in `root` that are those of the example: readers would take them for its own."""
    written, example = entries_of(root), entries_of(shipped() / "starter")
    if written is None or example is None:
        return
    claims, site, invented = written[0], written[0].top.site, example[0].top.site
    if isinstance(site, SiteEntry) and isinstance(invented, SiteEntry) and site.description == invented.description:
        place = claims.entries.yaml_file.place(claims.entries.node(site, "description"))
        yield Problem(place, "the `description` is still that of the invented example", ("Say in a sentence what your site compares.",))
    titles = {story.title for story, _ in example[1]}
    for story, holder in written[1]:
        if story.title in titles and story.status is Review.REVIEWED:
            way_out = f"Delete it, from `- id: {story.id}` to the next story."
            yield Problem(
                holder.yaml_file.place(holder.node(story)), f"`{story.id}` is the invented story that came with the site", (way_out,)
            )
