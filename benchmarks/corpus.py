"""The stories of the peer benchmark as a site of Diptych's: the same articles, claims and notes for every peer."""

import importlib.util
import json
from pathlib import Path
from typing import Any, Final

_RELATIONS: Final = {"agree": "agree", "differ": "differ", "only-a": "only", "only-b": "only"}
_SITE: Final = {"title": "Bench", "url": "https://example.org/", "language": "en", "suggestions": "hide"}


def write_site(make_corpus: Path, stories: int, folder: Path) -> None:
    """Write a site of so many stories into `folder`, from the stories that the script `make_corpus` makes."""
    spec = importlib.util.spec_from_file_location("make_corpus", make_corpus)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{make_corpus} is no Python script")
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    for name in ("stories", "seeds"):
        (folder / name).mkdir(parents=True)
    (folder / "claims.yaml").write_text(json.dumps({"site": _SITE, "stories": ["stories/*.yaml"]}), encoding="utf-8")
    for number in range(stories):
        _write_story(maker.story(number), folder)


def _write_story(story: dict[str, Any], folder: Path) -> None:
    sources, places = [], {}
    for article in story["sources"]:
        paragraphs = ["".join(piece["t"] for piece in paragraph) for paragraph in article["paras"]]
        text = "\n\n".join(paragraph.strip() for paragraph in paragraphs) + "\n"
        start = 0
        for whole, pieces in zip(paragraphs, article["paras"], strict=True):
            at = start - (len(whole) - len(whole.lstrip()))
            for piece in pieces:
                if "c" in piece:
                    places[article["key"], piece["c"]] = (at, text)
                at += len(piece["t"])
            start += len(whole.strip()) + 2
        file = f"seeds/{story['slug']}-{article['key']}.txt"
        (folder / file).write_text(text, encoding="utf-8")
        known = {"publisher": article["outlet"], "author": article["author"], "published": article["published"]}
        url = f"https://example.org/{article['key']}/{story['slug']}"
        sources.append({"id": article["key"], "file": file, **known, "url": url})
    claims = [_claim(claim, places) for claim in story["claims"]]
    entry = {"id": story["slug"], "title": story["title"], "event_date": story["date"], "summary": story["lead"]}
    path = folder / "stories" / f"{story['slug']}.yaml"
    path.write_text(_yaml(entry | {"sources": sources, "claims": claims}), encoding="utf-8")


def _claim(claim: dict[str, Any], places: dict[tuple[str, str], tuple[int, str]]) -> dict[str, Any]:
    statements = {key: _quote(claim["q" + key], *places[key, claim["id"]]) for key in "ab" if claim["q" + key]}
    relation = _RELATIONS[claim["status"]]
    return {"id": claim["id"], "claim": claim["title"], "statements": statements, "relation": relation, "note": claim["note"]}


def _quote(words: str, at: int, text: str) -> Any:
    """Return a quote, with what stands before or after it where its words stand in the text more than once."""
    if text.count(words) == 1:
        return words
    if at:
        flat, before = " ".join(text.split()), text[:at].split()
        prefixes = (" ".join(before[-count:]) + " " for count in range(min(14, len(before)), len(before) + 1))
        return {"quote": words, "prefix": next(prefix for prefix in prefixes if flat.count(prefix + words) == 1)}
    return {"quote": words, "suffix": " " + " ".join(text[at + len(words) :].split()[:14])}


def _yaml(entry: dict[str, Any]) -> str:
    """Return an entry as an editor would write it: a key a line, notes as blocks."""
    import yaml

    return str(yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=120))
