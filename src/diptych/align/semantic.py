"""The optional sentence embedding: any function from texts to unit vectors, and a loader for ONNX models. Nothing here is imported by name
from outside the standard library until a model is loaded.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

Vector = Sequence[float]
Embed = Callable[[Sequence[str]], Sequence[Vector]]
"""Texts in, one vector of length 1 for each out, in their order."""

_FILES: Final = {"model.onnx": ("onnx/model.onnx", "model.onnx"), "tokenizer.json": ("tokenizer.json",)}
_TOKENS: Final = 40
"""Word pieces a sentence is read to: 48 and 96 find no more (measured) and take longer; 32 find less."""
_BATCH: Final = 4


def load(model: str | Path) -> Embed:
    """Return the embedding in a folder with model.onnx and tokenizer.json, or of a model named on Hugging Face, kept after first use.

    Needs the extra: `pip install diptych[semantic]`.
    """
    folder = Path(model)
    if not folder.is_dir():
        folder = kept(str(model))
    missing = [name for name in _FILES if not (folder / name).is_file()]
    if missing:
        raise FileNotFoundError(f"{folder}: no {' and no '.join(missing)}; a model folder holds both")
    return from_files(folder / "model.onnx", folder / "tokenizer.json")


def from_files(model: Path, tokenizer: Path) -> Embed:
    """Return the embedding of an ONNX model whose first output is token vectors: their mean, of length 1."""
    try:
        import numpy
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer
    except ImportError as missing:
        raise ImportError(f"The sentence embedding needs {missing.name}: pip install diptych[semantic]") from missing
    options = SessionOptions()
    options.intra_op_num_threads = (
        1  # Two threads on short sentences cost more than they save, and one thread gives the same bytes anywhere.
    )
    session = InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    pieces = Tokenizer.from_file(str(tokenizer))
    pieces.enable_truncation(_TOKENS)
    pieces.no_padding()

    def embed(texts: Sequence[str]) -> Sequence[Vector]:
        return _embedded(texts, session, pieces, numpy)

    return embed


def _embedded(texts: Sequence[str], session: Any, pieces: Any, numpy: Any) -> list[list[float]]:
    """Sentences of as many word pieces go together, so that little is padded."""
    read = [each.ids for each in pieces.encode_batch([text or " " for text in texts])]
    wanted = {each.name for each in session.get_inputs()}
    found: dict[int, list[float]] = {}
    for batch in _batches(sorted(range(len(texts)), key=lambda at: (len(read[at]), at))):
        width = len(read[batch[-1]])
        ids = numpy.array([read[at] + [0] * (width - len(read[at])) for at in batch], dtype=numpy.int64)
        mask = numpy.array([[at < len(read[each]) for at in range(width)] for each in batch], dtype=numpy.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": numpy.zeros_like(ids)}
        states = session.run(None, {name: each for name, each in given.items() if name in wanted})[0]
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        found.update(zip(batch, (mean / numpy.linalg.norm(mean, axis=1, keepdims=True)).tolist(), strict=True))
    return [found[at] for at in range(len(texts))]


def _batches(order: Sequence[int]) -> Iterator[Sequence[int]]:
    yield from (order[at : at + _BATCH] for at in range(0, len(order), _BATCH))


def kept(name: str) -> Path:
    """Return the folder where a named model is kept, fetched if it is not there yet."""
    home = Path(os.environ.get("DIPTYCH_CACHE") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = home / "diptych" / name.replace("/", "--")
    folder.mkdir(parents=True, exist_ok=True)
    for file, sources in _FILES.items():
        if not (folder / file).is_file():
            _fetched(name, sources, folder / file)
    return folder


def _fetched(name: str, sources: Sequence[str], to: Path) -> None:
    """Write the first of `sources` that the model has; a download that breaks off leaves nothing behind."""
    from urllib.request import urlopen

    last: OSError | None = None
    for source in sources:
        part = to.with_suffix(".part")
        try:
            with urlopen(f"https://huggingface.co/{name}/resolve/main/{source}") as answer:
                part.write_bytes(answer.read())
            part.replace(to)
            return
        except OSError as problem:
            last = problem
    raise FileNotFoundError(
        f"{name}: {to.name} cannot be fetched ({last}); put model.onnx and tokenizer.json in a folder and give its path"
    )
