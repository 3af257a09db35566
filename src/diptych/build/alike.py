"""Whether stories that changed leave alone all that the checks across stories, and most files of the site, go by."""

from collections.abc import Sequence

from diptych.build.records import Row, listing_of, told_of


def alike(rows: Sequence[Row], others: Sequence[Row]) -> bool:
    """Tell whether every story kept its pages and all that the sitemap and the editors' own pages show of it."""
    return len(rows) == len(others) and all(one is other or _alike(one, other) for one, other in zip(rows, others, strict=True))


def _alike(row: Row, other: Row) -> bool:
    return _counted(row) == _counted(other) and _listed(row) == _listed(other)


def same_files(rows: Sequence[Row], others: Sequence[Row]) -> bool:
    """Tell whether every story has the files that it had."""
    return all(one is other or _files(one) == _files(other) for one, other in zip(rows, others, strict=True))


def _files(row: Row) -> tuple[str, ...]:
    return listing_of(row.packed_listing).files


def _counted(row: Row) -> tuple[object, ...]:
    of = row.sketch
    return row.id, of.claims, of.sources, of.links, of.shown, row.inputs, row.score, row.outlets, row.topics, sum(row.relations)


def _listed(row: Row) -> tuple[object, ...]:
    return listing_of(row.packed_listing).corrections, row.packed_told and told_of(row.packed_told).pages
