"""The prepared records that templates show. A template reads fields and loops; it never decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diptych.model import Absence, Claim, Source, Statement, Story
from diptych.pages import labels, paths
from diptych.pages.labels import Label
from diptych.quotes import Status
from diptych.text import Span


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as pages name it. `outlet` says so where the publisher is unknown."""

    id: str
    name: str
    known: bool
    title: str
    language: str
    direction: str
    path: str
    record: Source


@dataclass(frozen=True, slots=True)
class Quoted:
    """The source's own words of one quote. `inner` tells that they hold quotation marks themselves, so others go around them."""

    text: str
    inner: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says on a claim, as pages show it."""

    source: SourceView
    quotes: tuple[Quoted, ...]
    voice: str
    anchor: str
    statement: Statement
    typographic: bool


@dataclass(frozen=True, slots=True)
class Silence:
    """That a source says nothing on a claim, with the terms that were searched in it, if any."""

    source: SourceView
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A claim across all sources: one cell a source, None where it is silent."""

    number: int
    id: str
    text: str
    path: str
    label: Label
    verdict: str
    cells: tuple[Said | None, ...]
    silences: tuple[Silence, ...]
    claim: Claim

    @property
    def said(self) -> tuple[Said, ...]:
        """What the sources that speak on the claim say, in the order of the sources."""
        return tuple(cell for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with its claims as rows. `counts` has every relation, what parts the accounts first."""

    id: str
    title: str
    event_date: str
    summary: str
    path: str
    read_path: str
    quotes_path: str
    worksheet_path: str
    sources: tuple[SourceView, ...]
    rows: tuple[Row, ...]
    counts: tuple[tuple[Label, int], ...]
    finding: str
    record: Story


def story_view(story: Story) -> StoryView:
    """Return `story` prepared for its pages."""
    sources = tuple(source_view(story, source) for source in story.sources)
    names = {source.id: source.name for source in sources}
    rows = tuple(_row(story, number, claim, sources, names) for number, claim in enumerate(story.claims, 1))
    counts = tuple((label, sum(row.label is label for row in rows)) for label in labels.RELATIONS.values())
    return StoryView(
        id=story.id,
        title=story.title,
        event_date=story.event_date,
        summary=story.summary,
        path=paths.story(story.id),
        read_path=paths.story(story.id, "read"),
        quotes_path=paths.story(story.id, "quotes"),
        worksheet_path=paths.story(story.id, "worksheet"),
        sources=sources,
        rows=rows,
        counts=counts,
        finding=_finding(sources, rows, counts),
        record=story,
    )


def source_view(story: Story, source: Source) -> SourceView:
    """Return `source` as the pages of `story` name it."""
    return SourceView(
        id=source.id,
        name=labels.short_name(source),
        known=bool(source.provenance.publisher),
        title=source.title,
        language=source.language,
        direction=labels.direction(source.language),
        path=paths.source(story.id, source.id),
        record=source,
    )


def _row(story: Story, number: int, claim: Claim, sources: tuple[SourceView, ...], names: dict[str, str]) -> Row:
    said = {statement.source_id: statement for statement in claim.statements}
    terms: Mapping[str, Absence] = {absence.source_id: absence for absence in claim.absences}
    silent = [source for source in sources if source.id not in said]
    return Row(
        number=number,
        id=claim.id,
        text=claim.text,
        path=paths.claim(story.id, claim.id),
        label=labels.RELATIONS[claim.relation],
        verdict=labels.verdict(claim, names),
        cells=tuple(_said(source, said[source.id], claim) if source.id in said else None for source in sources),
        silences=tuple(Silence(source, terms[source.id].terms if source.id in terms else ()) for source in silent),
        claim=claim,
    )


def _said(source: SourceView, statement: Statement, claim: Claim) -> Said:
    return Said(
        source=source,
        quotes=tuple(quoted(source.record.text, passage.match.spans) for passage in statement.passages),
        voice=labels.voice(statement),
        anchor=paths.mark(source.id, claim.id),
        statement=statement,
        typographic=any(passage.match.status is Status.TYPOGRAPHIC for passage in statement.passages),
    )


def quoted(text: str, spans: Iterable[Span]) -> Quoted:
    """Return the source's own words at `spans`, white space evened out, with […] where words were left out.

    >>> quoted("It was a “long  call”.", [Span(3, 6), Span(9, 21)])
    Quoted(text='was […] “long call”', inner=True)
    """
    words = " […] ".join(" ".join(span.of(text).split()) for span in spans)
    return Quoted(words, any(mark in words for mark in '“”„"«»'))


def _finding(sources: tuple[SourceView, ...], rows: tuple[Row, ...], counts: tuple[tuple[Label, int], ...]) -> str:
    """Return what the comparison finds, in two sentences built from the counts alone."""
    tally = {label.key: count for label, count in counts}
    shared = len(rows) - tally["only"]
    if not rows:
        return f"{labels.counted(len(sources), 'account')}, not yet compared."
    told = [
        f"{tally['agree']} agree" if tally["agree"] else "",
        f"in {tally['more-specific']} one account is more specific" if tally["more-specific"] else "",
        f"{tally['differ']} differ in what they select, attribute or stress" if tally["differ"] else "",
        f"{tally['conflict']} conflict" if tally["conflict"] else "none conflict",
    ]
    makers = "both accounts make" if len(sources) == 2 else "two or more accounts make"
    first = f"Of the {labels.counted(shared, 'claim')} that {makers}, {labels.joined(list(filter(None, told)))}." if shared else ""
    alone = [f"{source.name} alone makes {count}" for source in sources if (count := _alone(rows, source))]
    return " ".join(filter(None, [first, f"{labels.joined(alone)}." if alone else ""]))


def _alone(rows: tuple[Row, ...], source: SourceView) -> int:
    return sum(row.label.key == "only" and row.said[0].source is source for row in rows)
