"""A story prepared for its pages, to the record of data.json."""

from collections.abc import Iterator
from typing import Final

import msgspec

from diptych.data import form
from diptych.data.form import By, ClaimData, SourceData, StoryData
from diptych.findings import Finding
from diptych.model import Publish, Rating, Relation, Site
from diptych.pages import paths
from diptych.pages.because import is_telling
from diptych.pages.coverage import Coverage
from diptych.pages.views import Row, Said, SourceView, StoryView

SCHEMA: Final = "../static/data.schema.json"
"""Where the schema is, from a story's data.json."""


def data_json(story: StoryData) -> bytes:
    """Return a story's record as JSON, indented so that a change of one claim is a change of few lines."""
    return msgspec.json.format(msgspec.json.encode(story), indent=1) + b"\n"


def story_data(site: Site, story: StoryView) -> StoryData:
    """Return everything that the pages of `story` show. Of a source that is published as quotes, nothing but these is in it."""
    dates = story.dates
    found = {each.claim.id: each for each in (*story.findings.findings, *story.findings.suggestions)}
    return StoryData(
        at=SCHEMA,
        format=form.FORMAT,
        id=story.id,
        title=story.title,
        page=paths.address(site.url, story.path) or None,
        language=site.language,
        interface_language=site.words.language,
        event_date=story.event_date or None,
        topics=story.record.topics,
        reviewed_by=story.record.reviewed_by,
        published=dates.published or None,
        changed=dates.changed or None,
        summary=story.summary or None,
        finding=story.finding,
        names=tuple(form.NameData(name.canonical, name.spellings) for name in story.record.names),
        counts=tuple(form.Count(Relation(label.key), count) for label, count in story.counts),
        origins=tuple(each.sources for each in story.findings.origins),
        sources=tuple(_source(site, *each) for each in zip(story.sources, story.covered, strict=True)),
        claims=tuple(_claim(site, story, row, found[row.id]) for row in story.rows),
        suggestions=tuple(_claim(site, story, row, found[row.id]) for row in story.suggestions),
    )


def _source(site: Site, source: SourceView, covered: Coverage) -> SourceData:
    record, known = source.record, source.record.provenance
    return SourceData(
        id=source.id,
        name=source.name,
        title=source.title,
        publisher=known.publisher or None,
        author=known.author or None,
        published=known.published or None,
        updated=known.updated or None,
        retrieved=known.retrieved or None,
        url=known.url or None,
        archive_url=known.archive_url or None,
        language=source.language,
        licence=known.licence or None,
        file=record.file,
        sha256=known.sha256,
        publish=record.publish,
        note=known.note or None,
        page=paths.address(site.url, source.path) or None,
        text=record.text if record.publish is Publish.FULL else None,
        sentences=tuple(form.Sentence(each.span.start, each.span.end, each.share, each.claim_ids) for each in covered.sentences),
        not_article=tuple(form.Place(span.start, span.end) for span in record.aside),
    )


def _claim(site: Site, story: StoryView, row: Row, finding: Finding) -> ClaimData:
    dates = row.dates
    return ClaimData(
        id=row.id,
        number=row.number,
        claim=row.text,
        page=paths.address(site.url, row.path) or None,
        relation=finding.relation,
        relation_by=_by(program=finding.proposed),
        specific=finding.specific,
        verdict=row.verdict,
        why=row.why or None,
        note=row.claim.note or None,
        variants=row.variants,
        statements=tuple(map(_statement, row.said)),
        silent=tuple(form.Silence(silence.source.id, silence.terms) for silence in row.silences),
        differences=tuple(_differences(story, finding)),
        rating=_rating(row.claim.rating) if row.claim.rating else None,
        corrections=tuple(form.CorrectionData(each.date, each.changed, each.why or None) for each in row.claim.corrections),
        reviewed_by=row.claim.reviewed_by,
        published=(not row.suggested and dates.published) or None,
        changed=dates.changed or None,
        confidence=row.confidence,
        reasons=row.reasons,
    )


def _by(*, program: bool) -> By:
    return "program" if program else "editor"


def _statement(said: Said) -> form.StatementData:
    text, statement = said.source.record.text, said.statement
    return form.StatementData(
        source=said.source.id,
        quotes=tuple(
            form.QuoteData(tuple(form.Part(span.start, span.end, span.of(text)) for span in passage.match.spans), passage.match.status)
            for passage in statement.passages
        ),
        attribution=statement.attribution,
        attribution_by=_by(program=said.guessed),
        speaker=statement.speaker or None,
    )


def _differences(story: StoryView, finding: Finding) -> Iterator[form.DifferenceData]:
    """Yield the differences that the claim's page shows, in codes where the page has words."""
    ids = {source.name: source.id for source in story.sources}
    for pair in finding.proposal.pairs:
        for found in pair.differences:
            if is_telling(pair, found):
                sources = (ids[pair.a], ids[pair.b])
                yield form.DifferenceData(found.kind, sources, (found.a, found.b), found.effect)


def _rating(rating: Rating) -> form.RatingData:
    scale, by = rating.scale, rating.claimant
    return form.RatingData(
        verdict=rating.verdict,
        explanation=rating.explanation or None,
        evidence=rating.evidence,
        reviewer=rating.reviewer,
        date=rating.date,
        scale=form.ScaleData(scale.value, scale.worst, scale.best) if scale else None,
        claimant=form.ClaimantData(by.name, "person" if by.person else "organisation", by.url or None) if by else None,
    )
