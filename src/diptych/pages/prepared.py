"""Stories with their findings to the records that templates show."""

from collections.abc import Iterable, Mapping, Sequence

from diptych.compare import Between, Difference, Effect, Kind
from diptych.findings import Finding, StoryFindings
from diptych.model import Absence, Attribution, Relation, Source, Statement, Story
from diptych.pages import labels, paths
from diptych.pages.short import in_short, may_be_shown, origin_line, strongest
from diptych.pages.telling import parting
from diptych.pages.views import Point, Quoted, Row, Said, Silence, SourceView, StoryView, Strongest
from diptych.quotes import Status
from diptych.text import Span


def story_view(findings: StoryFindings) -> StoryView:
    """Return a story prepared for its pages."""
    story = findings.story
    sources = tuple(source_view(story, source) for source in story.sources)
    rows = tuple(_row(story, str(at), found, sources, suggested=False) for at, found in enumerate(findings.findings, 1))
    shown = [found for found in findings.suggestions if may_be_shown(story, found)]
    suggestions = tuple(_row(story, f"S{at}", found, sources, suggested=True) for at, found in enumerate(shown, 1))
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
        suggestions=suggestions,
        counts=counts,
        finding=in_short({source.id: source.name for source in sources}, findings),
        strongest=_strongest(findings, rows, sources),
        origins=tuple(origin_line([source.name for source in sources if source.id in each.sources]) for each in findings.origins),
        score=findings.score,
        findings=findings,
        record=story,
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


def _row(story: Story, number: str, finding: Finding, sources: tuple[SourceView, ...], suggested: bool) -> Row:
    claim, proposal = finding.claim, finding.proposal
    names = {source.id: source.name for source in sources}
    said = {statement.source_id: statement for statement in claim.statements}
    terms: Mapping[str, Absence] = {absence.source_id: absence for absence in claim.absences}
    silent = [source for source in sources if source.id not in said]
    return Row(
        number=number,
        id=claim.id,
        text=claim.text,
        path=paths.claim(story.id, claim.id),
        label=labels.RELATIONS[finding.relation],
        verdict=labels.verdict(finding.relation, [names[each] for each in said], [names[each] for each in finding.specific]),
        proposed=finding.proposed and finding.relation is not Relation.ONLY,
        why=proposal.reason if len(said) > 1 and proposal.relation == finding.relation else "",
        points=tuple(_point(pair, found) for pair in proposal.pairs for found in pair.differences if _is_telling(pair, found)),
        telling=parting(finding),
        variants=finding.variants,
        suggested=suggested,
        confidence=min(99, round(finding.hint.confidence * 100)) if finding.hint else None,
        reasons=finding.hint.reasons if finding.hint else (),
        cells=tuple(_said(source, said[source.id], finding) if source.id in said else None for source in sources),
        silences=tuple(Silence(source, terms[source.id].terms if source.id in terms else ()) for source in silent),
        claim=claim,
    )


_EFFECTS = {Effect.SAME: "the same in other words", Effect.OTHER: "told differently", Effect.EXCLUDES: "cannot both be true"}


def _is_telling(pair: Between, found: Difference) -> bool:
    """Tell whether a difference belongs on a page: mere wording does not, nor a word that one side happens to have more."""
    if found.kind is Kind.WORDING or (found.a or "").lower() == (found.b or "").lower():
        return False
    return found.kind is not Kind.SCOPE or bool(found.a and found.b) or found is pair.telling


def _point(pair: Between, found: Difference) -> Point:
    if found.kind is Kind.ATTRIBUTION:
        voices = [(value or Attribution.OWN_VOICE).replace(Attribution.OWN_VOICE, "own voice") for value in (found.a, found.b)]
        return Point(found.kind.value, (pair.a, pair.b), (voices[0], voices[1]), False, "told in another voice")
    adding = {Effect.A_ADDS: pair.a, Effect.B_ADDS: pair.b}.get(found.effect)
    effect = f"{adding} is more specific" if adding and found.a and found.b else f"{adding} says more" if adding else _EFFECTS[found.effect]
    return Point(found.kind.value, (pair.a, pair.b), (found.a or "", found.b or ""), True, effect)


def _said(source: SourceView, statement: Statement, finding: Finding) -> Said:
    return Said(
        source=source,
        quotes=tuple(quoted(source.record.text, passage.match.spans) for passage in statement.passages),
        voice=labels.voice(statement),
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
