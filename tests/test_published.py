"""Where only quotes may be published, no other word of a private text leaves: not in a page, a picture, a data file or an index."""

import gzip
import html
import io
import json
import re
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import pytest

from diptych.build import build, check, findings
from diptych.errors import ContentError
from diptych.published import WITHHELD
from diptych.write import LIST

RUN = 8
"""As many words in a row as may not leave."""

PRIVATE = """\
Harbour lights go dark for a night after the storm

The lights of the old harbour at Saltmere went out on Friday evening, shortly after the ferry from the islands had come in with
forty passengers and a load of early potatoes. Harbour master Ida Quist said on Saturday that nobody had been hurt and that the
lamps would burn again by Monday, 14 October 2024. She had been told so by the electrician who was called at midnight.

- The storm took two roofs in the upper town, according to the fire brigade of the district.
- A crane fell over on the eastern quay without anyone standing near it at that time.

Nobody could say yesterday what the repairs were going to cost the town, or who would pay for them in the end.
"""

OPEN = """\
The harbour of Saltmere was dark on Friday night. The lamps are to burn again on Monday, the harbour master said.
The storm took two roofs in the upper town.
"""

CLAIMS = """\
site: {{title: Harbour, url: "https://example.org/harbour/"{private}}}
stories:
  - id: lights
    title: The harbour goes dark
    event_date: 2024-10-11
    sources:
      - {{id: gull, file: seeds/gull.txt, publisher: The Gull, published: 2024-10-12, url: "https://gull.example/dark"}}
      - id: tide
        file: seeds/tide.txt
        publisher: The Tide
        published: 2024-10-12
        url: https://tide.example/dark
        archive_url: https://archive.example/20241013000000/https://tide.example/dark
        publish: quotes{more}
    claims:
      - id: dark
        claim: When the lights went out
        statements:
          gull: The harbour of Saltmere was dark on Friday night
          tide: {{quote: went out on Friday evening, prefix: of the old harbour at Saltmere}}
      - id: again
        claim: When the lamps burn again
        statements: {{gull: The lamps are to burn again on Monday, tide: "lamps would burn again by Monday, 14 October 2024"}}
      - id: storm
        claim: What the storm took
        status: draft
        statements: {{gull: The storm took two roofs, tide: The storm took two roofs}}
"""


def folder(at: Path, context: str = "none", private: str = "") -> Path:
    """Make the site of two papers; with `private`, the text of The Tide lies in that folder instead of the site's own."""
    kept = at / private if private else at
    for name in (at / "seeds", kept / "seeds"):
        name.mkdir(parents=True, exist_ok=True)
    (at / "seeds/gull.txt").write_text(OPEN, encoding="utf-8")
    (kept / "seeds/tide.txt").write_text(PRIVATE, encoding="utf-8")
    more = f"\n        context: {context}\n        sha256: {sha256(PRIVATE.encode()).hexdigest()}"
    claims = CLAIMS.format(more=more, private=f", private: {private}" if private else "")
    (at / "claims.yaml").write_text(claims, encoding="utf-8")
    return at


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str) -> set[str]:
    found = words(text)
    return {" ".join(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}


def forms(content: bytes) -> Iterator[str]:
    """Yield what a file says in every way in which it could be read: unpacked, decoded, without tags."""
    if content[:2] == b"\x1f\x8b":
        content = gzip.GzipFile(fileobj=io.BytesIO(content)).read()
    text = content.decode("utf-8", "replace")
    yield text
    yield html.unescape(text)
    yield unquote(html.unescape(text)).replace("+", " ")
    yield html.unescape(re.sub(r"<[^>]*>", "", text))
    yield html.unescape(re.sub(r"<[^>]*>", " ", text))
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
    yield re.sub(r"\\[nrt]", " ", plain)


def leaks(out: Path, allowed: list[str]) -> dict[str, set[str]]:
    """Return every run of words of the private text that a file of `out` gives away and that is not inside one of `allowed`."""
    open_to_all = set[str]().union(*map(runs, [*allowed, OPEN]))
    private = runs(PRIVATE) - open_to_all
    found = {
        path.relative_to(out).as_posix(): {run for form in forms(path.read_bytes()) for run in private & runs(form)}
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }
    return {path: run for path, run in found.items() if run}


QUOTED = ["went out on Friday evening", "lamps would burn again by Monday, 14 October 2024"]
SENTENCES = [PRIVATE[PRIVATE.index("The lights of") : PRIVATE.index(" She had been told")]]


@pytest.mark.parametrize(("context", "allowed"), [("none", QUOTED), ("sentence", SENTENCES)])
def test_no_run_of_words_leaves_that_is_not_quoted_or_its_context(tmp_path: Path, context: str, allowed: list[str]) -> None:
    out = tmp_path / "out"
    build(folder(tmp_path / "site", context), out)

    assert leaks(out, allowed) == {}


def test_the_search_for_leaks_finds_one_however_it_is_written(tmp_path: Path) -> None:
    run = "Nobody could say yesterday what the repairs were going to cost"
    (tmp_path / "plain.txt").write_text(run)
    (tmp_path / "tags.html").write_text(run.replace(" ", "</b> <b>"))
    (tmp_path / "inside.html").write_text(run.replace("rep", "re<wbr>p"))
    (tmp_path / "link.html").write_text(run.replace(" ", "%20"))
    (tmp_path / "packed.gz").write_bytes(gzip.compress(run.encode()))
    (tmp_path / "escaped.json").write_text(json.dumps({"text": run.replace(" ", "\n")}))

    assert len(leaks(tmp_path, QUOTED)) == 6


def test_nothing_that_stands_for_withheld_words_leaves_either(tmp_path: Path) -> None:
    for context in ("none", "sentence"):
        out = tmp_path / context / "out"
        build(folder(tmp_path / context / "site", context), out)

        assert [path for path in out.rglob("*") if path.is_file() and WITHHELD.encode() in path.read_bytes()] == []


def test_shorter_runs_do_not_leave_either_names_and_drafts_included(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(folder(tmp_path / "site"), out)
    texts = [form for path in out.rglob("*") if path.is_file() for form in forms(path.read_bytes())]

    assert any("went out on Friday evening" in text for text in texts)
    for secret in ("Ida Quist", "forty passengers", "fire brigade", "eastern quay", "took two roofs in the upper town, according"):
        assert not any(secret in text for text in texts), secret


def test_the_sentence_around_a_quote_is_shown_where_the_editor_allows_it(tmp_path: Path) -> None:
    shown = {}
    for context in ("none", "sentence"):
        build(folder(tmp_path / context / "site", context), tmp_path / context / "out")
        shown[context] = (tmp_path / context / "out/lights/claims/dark/index.html").read_text(encoding="utf-8")

    assert "load of early potatoes" not in shown["none"]
    assert "load of early potatoes" in shown["sentence"]


def test_the_text_is_private_after_checking_so_that_no_page_or_data_file_can_show_it(tmp_path: Path) -> None:
    site = check(folder(tmp_path)).site
    tide = site.stories[0].sources[1]

    assert set(words(tide.text)) == set(words(" ".join(QUOTED)))
    assert [len(line) for line in tide.text.split("\n")] == [len(line) for line in PRIVATE.split("\n")]
    assert site.stories[0].drafts == ()


def test_an_editor_still_has_suggestions_from_a_private_text_in_its_own_words(tmp_path: Path) -> None:
    (found,) = findings(folder(tmp_path))

    assert found.story.sources[1].text == PRIVATE
    assert [claim.id for claim in found.story.drafts] == ["storm"]


def test_a_text_outside_the_site_is_verified_and_published_like_one_inside(tmp_path: Path) -> None:
    build(folder(tmp_path / "inside"), tmp_path / "a")
    folder(tmp_path / "outside/site", private="../kept")
    build(tmp_path / "outside/site", tmp_path / "b")
    inside, outside = (
        {
            path.relative_to(out): path.read_bytes()
            for path in out.rglob("*")
            if path.is_file() and "pagefind" not in path.parts and path.name != LIST
        }
        for out in (tmp_path / "a", tmp_path / "b")
    )

    assert not (tmp_path / "outside/site/seeds/tide.txt").exists()
    assert inside == outside


def test_the_environment_may_name_the_private_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(tmp_path / "site", private="../kept")
    (tmp_path / "kept").rename(tmp_path / "elsewhere")
    with pytest.raises(ContentError, match=r"no file seeds/tide\.txt.*DIPTYCH_PRIVATE"):
        check(root)
    monkeypatch.setenv("DIPTYCH_PRIVATE", str(tmp_path / "elsewhere"))

    assert dict(check(root).reading.quotes)["uncheckable"] == 0  # type: ignore[index]


def test_without_the_private_text_its_quotes_are_counted_as_uncheckable_and_nothing_is_built(tmp_path: Path) -> None:
    root = folder(tmp_path / "site", private="../kept")
    shutil.rmtree(tmp_path / "kept")
    with pytest.raises(ContentError) as raised:
        build(root, tmp_path / "out")

    assert {str(status): count for status, count in raised.value.quotes}["uncheckable"] == 3
    assert not (tmp_path / "out").exists()


def test_a_private_text_that_changed_is_told(tmp_path: Path) -> None:
    root = folder(tmp_path / "site", private="../kept")
    with (tmp_path / "kept/seeds/tide.txt").open("a") as text:
        text.write("More.\n")

    with pytest.raises(ContentError, match="has changed since it was pinned"):
        check(root)


def test_a_file_outside_the_private_folder_is_not_reached(tmp_path: Path) -> None:
    root = folder(tmp_path / "site", private="../kept")
    (tmp_path / "kept/seeds/tide.txt").rename(tmp_path / "tide.txt")
    claims = (root / "claims.yaml").read_text(encoding="utf-8").replace("seeds/tide.txt", "../tide.txt")
    (root / "claims.yaml").write_text(claims, encoding="utf-8")

    with pytest.raises(ContentError, match=r"there is no file \.\./tide\.txt"):
        check(root)


@pytest.mark.parametrize(
    ("quote", "named"), [("Mayoral office will reopen on Monday", ""), ("reopen on Monday after the works,” said May", "May")]
)
def test_a_private_speaker_is_named_only_where_the_whole_name_is_published(tmp_path: Path, quote: str, named: str) -> None:
    (tmp_path / "a.txt").write_text("“Mayoral office will reopen on Monday after the works,” said May.\n", encoding="utf-8")
    (tmp_path / "claims.yaml").write_text(
        "site: {title: Toy}\nstories:\n  - id: office\n    title: Office\n    sources: [{id: a, file: a.txt, publish: quotes}]\n"
        f"    claims: [{{id: opens, claim: It opens, relation: only, statements: {{a: {quote!r}}}}}]\n",
        encoding="utf-8",
    )

    assert check(tmp_path).findings[0].findings[0].claim.statements[0].speaker == named
