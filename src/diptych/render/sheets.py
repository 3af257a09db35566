"""The stylesheet of one story's reader: a mark lights up its counterparts, and accounts are shown and put away, without script."""

from collections.abc import Iterator

from diptych.pages.reader import ReaderPage


def marks_sheet(reader: ReaderPage) -> str:
    """Return one rule for each claim and, where there are three or more accounts, one for each account."""
    claims = (_claim(row.id) for row in reader.story.all_rows)
    return "\n".join(["@layer marks {", *claims, *_accounts(reader), "}\n"])


def _claim(claim_id: str) -> str:
    """Light every mark of a claim while a link to it has the pointer or the focus, or when it is where the address leads.

    A mark's link ends with its counterpart's fragment, or with the claim's own page where one account alone makes it.
    """
    links = f'a:is([href$="--{claim_id}"],[href$="/{claim_id}/index.html"])'
    lit = "background:var(--lit);--rel:var(--text);--under:solid;--stroke:0.16em;--ring:3px"
    return f'main:has({links}:is(:hover,:focus),[id$="--{claim_id}"]:target) mark.c-{claim_id}{{{lit}}}'


def _accounts(reader: ReaderPage) -> Iterator[str]:
    """Put an account away while its box is not ticked, unless the address leads into it."""
    for panel in reader.panels if reader.choice else ():
        source_id = panel.source.id
        yield f"main:has(#see-{source_id}:not(:checked)) #account-{source_id}:not(:has(:target)){{display:none}}"
