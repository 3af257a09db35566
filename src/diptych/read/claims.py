"""Claim entries to `Claim` records. Every quote goes through the gate here, and what is wrong is said at the quote."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from diptych.errors import Place
from diptych.model import Absence, Claim, Correction, Passage, Relation, Statement
from diptych.quotes import LONGEST_GAP, Match, Miss, Quote, Reason, Status, locate
from diptych.read.absences import first_use, line_of
from diptych.read.entries import Entries
from diptych.read.form import ClaimEntry, QuoteEntry, StatementEntry
from diptych.read.problems import did_you_mean, listed
from diptych.read.ratings import read_rating
from diptych.read.reviews import reviewed_by
from diptych.read.run import Former
from diptych.read.sources import ReadSource, nearest
from diptych.text import Folded, Span, fold, line_column


class Gate(Struct, frozen=True):
    """What the claims of one story are checked against.

    `sources` holds the texts that could be read, `declared` every source id of the story, readable or not. `ledger` counts each
    quote once, by its status. `former` has the places of the last good build.
    """

    entries: Entries
    sources: Mapping[str, ReadSource]
    declared: tuple[str, ...]
    ledger: Counter[Status]
    former: Former


def read_claim(gate: Gate, entry: ClaimEntry, reviewers: tuple[str, ...] = ()) -> Claim:
    """Return the claim of `entry` with every quote located. Problems are noted, and what was wrong is left out."""
    _check_sources(gate, entry)
    written = gate.entries.node(entry, "statements").value
    if gate.entries.has(entry, "statements") and written == []:
        gate.entries.problem(gate.entries.node(entry, "statements"), "no source makes a statement on this claim.")
    statements = tuple(filter(None, (_statement(gate, entry, source_id) for source_id in entry.statements)))
    order = gate.declared.index
    relation = entry.relation or (Relation.ONLY if len(entry.statements) == 1 else None)
    if entry.relation and len(written) == len(entry.statements):
        _check_relation(gate, entry, entry.relation)
    elif entry.specific and not gate.entries.has(entry, "relation"):
        gate.entries.key_problem(entry, (), "specific", "`specific` goes with the relation `more-specific`.")
    return Claim(
        id=entry.id,
        text=entry.claim,
        statements=tuple(sorted(statements, key=lambda statement: order(statement.source_id))),
        relation=relation,
        specific=_specific(entry),
        absences=tuple(_absences(gate, entry)),
        note=entry.note,
        rating=read_rating(gate.entries, entry.rating) if entry.rating else None,
        corrections=tuple(Correction(each.date, each.changed, each.why) for each in entry.corrections),
        place=gate.entries.yaml_file.place(gate.entries.node(entry)),
        published=entry.published,
        updated=entry.updated,
        reviewed_by=reviewed_by(entry, gate.entries, reviewers),
    )


def _specific(entry: ClaimEntry) -> tuple[str, ...]:
    return tuple(entry.specific) if isinstance(entry.specific, list) else tuple(filter(None, [entry.specific]))


def _check_sources(gate: Gate, entry: ClaimEntry) -> None:
    for key in ("statements", "absent"):
        for source_id in getattr(entry, key):
            if gate.declared and source_id not in gate.declared:
                hint = f"{did_you_mean(source_id, gate.declared)} Sources here: {listed(gate.declared)}.".strip()
                gate.entries.key_problem(entry, (key,), source_id, f"no source `{source_id}` in this story.", hint)
    for source_id in entry.absent:
        if source_id in entry.statements:
            message = f"`{source_id}` has a statement on this claim, so it is not silent."
            gate.entries.key_problem(entry, ("absent",), source_id, message, "Take it out of `absent` or of `statements`.")


def _check_relation(gate: Gate, entry: ClaimEntry, relation: Relation) -> None:
    entries, specific, stating = gate.entries, _specific(entry), list(entry.statements)
    at = entries.node(entry, "relation")
    if relation is Relation.ONLY and len(stating) > 1:
        entries.problem(at, f"`only` means that one source alone says it, but {len(stating)} do: {listed(stating)}.")
    elif relation is not Relation.ONLY and len(stating) == 1:
        entries.problem(at, f"`{relation}` needs two statements, but only `{stating[0]}` has one.", "Is the relation `only`?")
    if relation is Relation.MORE_SPECIFIC and not specific:
        entries.problem(at, "`more-specific` needs `specific`: which source adds detail?", f"Statements here: {listed(stating)}.")
    if relation is not Relation.MORE_SPECIFIC and specific:
        entries.key_problem(entry, (), "specific", f"`specific` goes with `more-specific` alone; the relation here is `{relation}`.")
    elif stating and set(specific) >= set(stating) and len(stating) > 1:
        entries.problem(entries.node(entry, "specific"), "every source cannot be more specific than the others.")
    for source_id in specific:
        if source_id not in stating:
            hint = did_you_mean(source_id, stating) or f"Statements here: {listed(stating)}."
            entries.problem(entries.node(entry, "specific"), f"`specific` names `{source_id}`, which has no statement here.", hint)


def _statement(gate: Gate, entry: ClaimEntry, source_id: str) -> Statement | None:
    said = entry.statements[source_id]
    passages = []
    for quote, steps in _quotes(said):
        path = ("statements", source_id, *steps)
        passage = _passage(gate, entry, source_id, quote, path)
        passages += [passage] if passage else []
    _check_form(gate, entry, source_id, said)
    if source_id not in gate.declared or not passages:
        return None
    voice = said if isinstance(said, StatementEntry) else None
    return Statement(source_id, tuple(passages), voice.attribution if voice else None, voice.speaker if voice else "")


def _check_form(gate: Gate, entry: ClaimEntry, source_id: str, said: str | list[str | QuoteEntry] | StatementEntry) -> None:
    path: tuple[str | int, ...] = ("statements", source_id)
    if isinstance(said, StatementEntry) and not isinstance(said.quote, str):
        for key in ("prefix", "suffix"):
            if getattr(said, key):
                advice = f"Give it beside the words that it goes with: `{{exact: …, {key}: …}}`."
                beside = "a list" if isinstance(said.quote, list) else "a mapping"
                gate.entries.key_problem(entry, path, key, f"`{key}` stands beside {beside}.", advice)
        path, said = (*path, "quote"), said.quote if isinstance(said.quote, list) else [said.quote]
    node = gate.entries.node(entry, *path)
    if isinstance(said, list) and not node.value:
        gate.entries.problem(node, "a statement needs a quote.")


def _quotes(said: str | list[str | QuoteEntry] | StatementEntry) -> Iterator[tuple[Quote, tuple[str | int, ...]]]:
    """Yield each quote of a statement with the steps that lead from the statement to the quote's own words."""
    if isinstance(said, str):
        yield Quote(said), ()
    elif isinstance(said, StatementEntry):
        if isinstance(said.quote, str):
            yield Quote(said.quote, said.prefix, said.suffix), ("quote",)
        elif isinstance(said.quote, QuoteEntry):
            yield Quote(said.quote.exact, said.quote.prefix, said.quote.suffix), ("quote", "exact")
        else:
            yield from ((quote, ("quote", *steps)) for quote, steps in _quotes(said.quote))
    else:
        for index, each in enumerate(said):
            if isinstance(each, str):
                yield Quote(each), (index,)
            else:
                yield Quote(each.exact, each.prefix, each.suffix), (index, "exact")


def _passage(gate: Gate, entry: ClaimEntry, source_id: str, quote: Quote, path: tuple[str | int, ...]) -> Passage | None:
    read = gate.sources.get(source_id)
    if not gate.entries.has(entry, *path):
        return None  # the quote is missing, and that has been said
    if read is None:
        gate.ledger[Status.UNCHECKABLE] += 1
        return None
    found = locate(read.folded, quote, read.source.language, read.source.aside)
    if isinstance(found, Match):
        gate.ledger[found.status] += 1
        return Passage(quote, found)
    gate.ledger[Status.NOT_FOUND] += 1
    gate.entries.problem(gate.entries.node(entry, *path), *_explained(found, quote, read), _seen(gate, quote, read, found))
    return None


def _seen(gate: Gate, quote: Quote, read: ReadSource, miss: Miss) -> str:
    """Return where the quote stood at the last good build, if the source has changed since; or in which other source it stands."""
    place, sha256 = gate.former.get((read.source.file, quote.exact), ("", ""))
    if place and sha256 != read.source.provenance.sha256:
        return f"At the last good build it stood at {place}; the file's SHA-256 was {sha256}."
    others = (each for each in gate.sources.values() if each is not read and miss.reason is Reason.ABSENT)
    found = next((each.source for each in others if isinstance(locate(each.folded, quote, each.source.language), Match)), None)
    return f"It stands in {found.file}, the text of `{found.id}`." if found else ""


def _explained(miss: Miss, quote: Quote, read: ReadSource) -> tuple[str, ...]:
    """Return what is wrong with a quote, and what would mend it."""
    file, folded = read.source.file, read.folded
    places = [_place(file, folded, span) for span in miss.spans]
    match miss.reason:
        case Reason.EMPTY:
            return ("the quote is empty.",)
        case Reason.UNKNOWN_LANGUAGE:
            return (f"`[...]` cannot be checked in the language `{miss.words}`: it might skip a “not”.", "Use two quotes, in a list.")
        case Reason.ASIDE:
            way_out = "Quote the article, or take the line out of `not_article`."
            return (f"these words stand only in what is `not_article`, at {places[0]}.", way_out)
        case Reason.CONTEXT:
            return (f"the words stand in {file}, but not with this `prefix` or `suffix`.", f"They stand at {_few(places)}.")
        case Reason.AMBIGUOUS:
            advice = "Quote more, or give `prefix` or `suffix` to say which is meant."
            return (f"the quote stands {len(places)} times in {file}.", advice, f"At {_few(places)}.")
        case Reason.ORDER:
            return (f"the parts of this quote do not follow each other in {file}.", f"“{miss.words}” stands before, at {places[0]}.")
        case Reason.FAR:
            length = miss.spans[0].end - miss.spans[0].start
            return (f"`[...]` skips {length} characters of {file}; {LONGEST_GAP} is the most.", "Use two quotes, in a list.")
        case Reason.NEGATION:
            return (f"`[...]` skips the word “{miss.words}” at {places[0]}, which turns the meaning.", "Quote it too.")
    return (f"quote not found in {file}.", _advice(miss, quote, folded, file))


def _advice(miss: Miss, quote: Quote, folded: Folded, file: str) -> str:
    if re.search(r"\.\.\.|…", miss.words) and not re.search(r"\.\.\.|…", folded.original):
        return "To leave words out, write `[...]`."
    return nearest(file, folded, miss.words if miss.words else quote.exact)


def _few(places: list[str]) -> str:
    return ", ".join(places[:3]) + (f" and {len(places) - 3} more" if len(places) > 3 else "")


def _place(file: str, folded: Folded, span: Span) -> str:
    return str(Place(file, *line_column(folded.original, span.start)))


def _absences(gate: Gate, entry: ClaimEntry) -> Iterator[Absence]:
    for source_id, terms in entry.absent.items():
        read = gate.sources.get(source_id)
        if read is None:
            continue
        for index, term in enumerate(terms):
            if not fold(term).text.strip():
                gate.entries.problem(gate.entries.node(entry, "absent", source_id, index), "this search term is empty.")
                continue
            span = first_use(read.folded, term, read.source.aside)
            if span:
                place = _place(read.source.file, read.folded, span)
                node = gate.entries.node(entry, "absent", source_id, index)
                gate.entries.problem(node, f"`{term}` is not absent: it stands at {place}.", line_of(read.folded, span))
        if terms:
            yield Absence(source_id, tuple(terms))
        elif not gate.entries.node(entry, "absent", source_id).value:
            gate.entries.key_problem(entry, ("absent",), source_id, "no terms to search for.", "Name words that prove the silence.")
