"""Bytes to text, when what says how to read them may be wrong.

The bytes themselves are asked first: a byte order mark, or letters that make sense as UTF-8, leave no doubt. Only then does what the
server and the page say count, each held to the bytes; what a reader would see as garbage is never taken.
"""

import codecs
import re
from typing import Final

from diptych.bring.found import UnreadableError

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META: Final = re.compile(rb"""<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]+?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
_HEAD: Final = 4096
_READ_AS: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
"""What browsers read where one of these is named (WHATWG Encoding)."""

_WAY_OUT: Final = "Save it as UTF-8 and add the file."
_LOOK: Final = "Look whether its letters are right."
_GARBAGE: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff]")


def decoded(raw: bytes, named: str = "", html: bool = False) -> tuple[str, str]:
    r"""Return the text of `raw`, and a sentence for the editor where what names its encoding is wrong; else nothing.

    `named` is the encoding that the server names. Raises UnreadableError where the bytes fit none.

    >>> decoded("Straße".encode(), "iso-8859-1")
    ('Straße', 'The server says iso-8859-1, but the bytes are UTF-8; they were read so.')
    >>> decoded("Straße".encode("cp1252"), "iso-8859-1")
    ('Straße', '')
    """
    said = [(who, name) for who, name in (("server", named), ("page", _meta(raw) if html else "")) if name]
    for mark, charset in _MARKS:
        marked = _as(raw[len(mark) :], charset) if raw.startswith(mark) else None
        if marked is not None:
            return marked, _lie(said, charset)
    shifted = any(_codec(name).startswith(("iso2022", "utf-7")) for _, name in said)
    plain = None if shifted else _as(raw, "utf-8")
    if plain is not None:
        return plain, "" if raw.isascii() else _lie(said, "utf-8")
    texts = {name: text for _, name in said if (text := _as(raw, _codec(name))) is not None}
    if len(set(texts.values())) > 1:
        return _judged(raw, texts)
    for name, text in texts.items():
        return text, _lie(said, name)
    return _damaged(raw, said)


def _judged(raw: bytes, texts: dict[str, str]) -> tuple[str, str]:
    """Server and page name two encodings and the bytes fit both: the letters decide."""
    named = {_codec(name): name for name in texts}
    guess = _guess(raw, list(named))
    name = named.get(guess, next(iter(texts)))
    return texts[name], f"The server says {' and the page says '.join(texts)}; it was read as {name}. {_LOOK}"


def _damaged(raw: bytes, said: list[tuple[str, str]]) -> tuple[str, str]:
    """Read UTF-8 with a few broken letters, or bytes of which nobody says what they are."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 20 < sum(not each.isascii() for each in text) and not _GARBAGE.search(text.replace("\ufffd", "")):
        return text, f"{broken} broken letters stand as \ufffd in the text; the rest is UTF-8."
    if said:
        told = " and ".join(f"the {who} says {name}" for who, name in said)
        raise UnreadableError(f"the letters cannot be read: {told}, but the bytes are not.", _WAY_OUT)
    guess = _guess(raw)
    guessed = _as(raw, guess)
    if guessed is None:
        raise UnreadableError("the letters cannot be read: this is not UTF-8, and nothing says what else it is.", _WAY_OUT)
    return guessed, f"Nothing says in which encoding the text is; it was read as {guess}. {_LOOK}"


def _guess(raw: bytes, among: list[str] | None = None) -> str:
    try:
        from charset_normalizer import from_bytes  # comes with trafilatura
    except ImportError:
        return ""
    best = from_bytes(raw, cp_isolation=among).best()
    return _codec(best.encoding) if best else ""


def _meta(raw: bytes) -> str:
    found = _META.search(raw[:_HEAD])
    return (found[1] or found[2]).decode("ascii", "replace") if found else ""


def _codec(name: str) -> str:
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return ""
    return _READ_AS.get(known, known)


def _as(raw: bytes, charset: str) -> str | None:
    """Return `raw` read as `charset`, or None where that is not text."""
    try:
        text = raw.decode(charset) if charset else None
    except (LookupError, UnicodeError):
        return None
    return None if text is None or _GARBAGE.search(text) else text


def _lie(said: list[tuple[str, str]], charset: str) -> str:
    """Return the sentence that names who says otherwise than the bytes."""
    for who, name in said[:1]:
        if _codec(name).replace("_", "-").removesuffix("-sig") not in (charset, _codec(charset), charset[:6]):
            return f"The {who} says {name}, but the bytes are {charset.upper()}; they were read so."
    return ""
