"""The text of a PDF, page after page, in the lines that it is set in."""

import io
import logging
import re
from typing import Final

from pypdf import PdfReader

from diptych.bring.found import Found, UnreadableError

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_WAY_OUT: Final = "Add its text as a file."


def from_pdf(raw: bytes) -> Found:
    """Return the text of a PDF. Raises UnreadableError where there is none to be had.

    A PDF's fields for title and author are left alone: they mostly name a file and the owner of a computer.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw))
        pages = None if reader.is_encrypted else [page.extract_text() for page in reader.pages]
    except RecursionError:
        raise UnreadableError("this PDF is nested too deep to be read.", _WAY_OUT) from None
    except Exception as error:
        raise UnreadableError(f"this PDF cannot be read ({type(error).__name__}).", _WAY_OUT) from None
    if pages is None:
        raise UnreadableError("this PDF is locked, and Diptych opens no locks.", _WAY_OUT)
    text = "\n\n".join(filter(None, (_set(page) for page in pages)))
    if not any(character.isalnum() for character in text):
        raise UnreadableError("this PDF holds no text, perhaps pictures of it.", _WAY_OUT)
    return Found("PDF", text + "\n")


def _set(page: str) -> str:
    r"""Return the lines of a page without what only set them: trailing spaces, blank lines in a row, control characters."""
    lines = "\n".join(_CONTROL.sub("", line).rstrip() for line in re.split(r"\r\n|[\r\n\f\v]", page))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")
