"""The optional sentence embedding: a feature more behind one function."""

import io
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from diptych.align import Settings, Text, align, scores
from diptych.align.semantic import kept, load

Maker = Callable[..., Text]
MODEL = os.environ.get("DIPTYCH_MODEL", "")


def test_an_embedding_lifts_a_pair_that_shares_no_word(text: Maker) -> None:
    one = text("a", "Head", "Workers went unpaid.", "Rain fell.")
    two = text("b", "Title", "Employees got no salary.", "Snow melted.")

    def embed(texts: Sequence[str]) -> list[list[float]]:
        return [[1.0, 0.0] if "unpaid" in each or "salary" in each else [0.0, 1.0] for each in texts]

    plain = {(i, j): p for _, i, _, j, p in scores([one, two])}
    meant = {(i, j): p for _, i, _, j, p in scores([one, two], Settings(embed=embed))}

    assert meant[1, 1] > plain[1, 1]
    assert meant[1, 1] > meant[1, 2]


def test_a_folder_without_a_model_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no model\.onnx and no tokenizer\.json"):
        load(tmp_path)


def test_a_named_model_is_fetched_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(url: str) -> io.BytesIO:
        asked.append(url)
        if "onnx/model.onnx" in url:
            raise OSError("404")
        return io.BytesIO(b"bytes")

    monkeypatch.setenv("DIPTYCH_CACHE", str(tmp_path))
    monkeypatch.setattr("urllib.request.urlopen", answer)
    folder = kept("someone/some-model")
    again = kept("someone/some-model")

    assert [url.rpartition("/main/")[2] for url in asked] == ["onnx/model.onnx", "model.onnx", "tokenizer.json"]
    assert folder == again
    assert sorted(file.name for file in folder.iterdir()) == ["model.onnx", "tokenizer.json"]


def test_a_model_that_cannot_be_fetched_leaves_nothing_and_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_url: str) -> io.BytesIO:
        raise OSError("no network")

    monkeypatch.setenv("DIPTYCH_CACHE", str(tmp_path))
    monkeypatch.setattr("urllib.request.urlopen", refuse)

    with pytest.raises(FileNotFoundError, match=r"put model\.onnx and tokenizer\.json in a folder"):
        kept("someone/some-model")
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


@pytest.mark.skipif(not MODEL, reason="Set DIPTYCH_MODEL to a folder with model.onnx and tokenizer.json.")
def test_the_real_model_knows_workers_from_the_weather(text: Maker) -> None:
    embed = load(MODEL)
    workers, employees, rain = embed(["Workers went unpaid.", "Employees got no salary.", "Rain fell all day."])

    assert sum(x * x for x in workers) == pytest.approx(1.0, abs=1e-5)
    assert sum(x * y for x, y in zip(workers, employees, strict=True)) > 0.3 + sum(x * y for x, y in zip(workers, rain, strict=True))
    assert align([text("a", "Strike", "Workers went unpaid."), text("b", "Pay", "Employees got no salary.")], Settings(embed=embed))
