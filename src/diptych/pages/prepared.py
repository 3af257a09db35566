"""Stories with their findings to the records that templates show."""

from collections.abc import Iterable, Mapping, Sequence

from diptych.findings import Finding, StoryFindings
from diptych.model import Absence, Relation, Source, Statement, Story
from diptych.pages import because, labels, paths
from diptych.pages.coverage import coverage, told
from diptych.pages.dates import claim_dates, story_dates
from diptych.pages.short import in_short, may_be_shown, origin_line, strongest
from diptych.pages.telling import parting
from diptych.pages.views import Quoted, Row, Said, Silence, SourceView, StoryView, Strongest
from diptych.quotes import Status
from diptych.text import Span
from diptych.words import Words


def story_view(findings: StoryFindings, words: Words) -> StoryView:
    """Return a story prepared for its pages, in the language of `words`."""
    story = findings.story
    sources = tuple(source_view(story, source) for source in story.sources)
    known = labels.relations(words)
    rows = tuple(_row(story, str(at), found, sources, words) for at, found in enumerate(findings.findings, 1))
    shown = [found for found in findings.suggestions if may_be_shown(story, found)]
    suggestions = tuple(_row(story, f"S{at}", found, sources, words) for at, found in enumerate(shown, 1))
    counts = tuple((label, sum(row.label == label for row in rows)) for label in known.values())
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
        suggestions=suggestions,
        counts=counts,
        finding=in_short({source.id: source.name for source in sources}, findings, words),
        strongest=_strongest(findings, rows, sources),
        origins=tuple(origin_line([source.name for source in sources if source.id in each.sources], words) for each in findings.origins),
        score=findings.score,
        dates=story_dates(story),
        covered=tuple(coverage(source, told(findings, source.id)) for source in story.sources),
        findings=findings,
        record=story,
        words=words,
    )


def _strongest(findings: StoryFindings, rows: Sequence[Row], sources: Sequence[SourceView]) -> Strongest | None:
    found = strongest(findings)
    if not found:
        return None
    claim_id, words = found
    row = next(row for row in rows if row.id == claim_id)
    return Strongest(row, tuple((source, words[source.id]) for source in sources if source.id in words))


def source_view(story: Story, source: Source) -> SourceView:
    """Return `source` as the pages of `story` name it."""
    return SourceView(
        id=source.id,
        name=source.name,
        known=bool(source.provenance.publisher),
        title=source.title,
        language=source.language,
        direction=labels.direction(source.language),
        path=paths.source(story.id, source.id),
        record=source,
    )


def _row(story: Story, number: str, finding: Finding, sources: tuple[SourceView, ...], words: Words) -> Row:
    claim, proposal, hint = finding.claim, finding.proposal, finding.hint
    names = {source.id: source.name for source in sources}
    said = {statement.source_id: statement for statement in claim.statements}
    terms: Mapping[str, Absence] = {absence.source_id: absence for absence in claim.absences}
    silent = [source for source in sources if source.id not in said]
    specific = [names[each] for each in finding.specific]
    points = tuple(because.points(proposal, words))
    suggested = number.startswith("S")
    return Row(
        number=number,
        id=claim.id,
        text=words.quoted(hint.passage) if hint else claim.text,
        path=paths.claim(story.id, claim.id),
        label=labels.label(finding.relation, words),
        verdict=labels.verdict(finding.relation, [names[each] for each in said], specific, words),
        proposed=finding.proposed and finding.relation is not Relation.ONLY,
        why=because.why(proposal.why, words) if len(said) > 1 and proposal.relation == finding.relation else "",
        points=points,
        briefs=because.briefs(points, len(said), words) if suggested else (),
        telling=parting(finding),
        variants=finding.variants,
        suggested=suggested,
        confidence=min(99, round(hint.confidence * 100)) if hint else None,
        reasons=because.reasons(hint.evidence, words) if hint else (),
        cells=tuple(_said(source, said[source.id], finding, words) if source.id in said else None for source in sources),
        silences=tuple(Silence(source, terms[source.id].terms if source.id in terms else ()) for source in silent),
        claim=claim,
        dates=claim_dates(story, claim),
    )


def _said(source: SourceView, statement: Statement, finding: Finding, words: Words) -> Said:
    return Said(
        source=source,
        quotes=tuple(quoted(source.record.text, passage.match.spans) for passage in statement.passages),
        voice=labels.voice(statement, words),
        guessed=source.id in finding.guessed,
        anchor=paths.mark(source.id, finding.claim.id),
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
