"""What an editor's slip looks like where YAML only says that it breaks: the line to look at, and the line to copy."""

import re
from typing import Final

import yaml
from yaml.tokens import ScalarToken

from diptych.errors import Place
from diptych.text import line_column

_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_ODD: Final = "\u00a0\u2000-\u200a\u202f\u3000"
_INDENT: Final = rf"^[ {_ODD}]*[{_ODD}]"
_AFTER_KEY: Final = rf"^ *(?:- )?[\w-]+:[{_ODD}]"
_HEAD: Final = r"(?:- )?[\w-]+:"


def odd_space(text: str, at: int) -> tuple[int, str] | None:
    r"""Return where a space that YAML takes for a letter stands for a plain one, up to the line of `at`, and what is wrong.

    >>> odd_space("a:\n\u00a0 b: c\n", 8)
    (3, 'this line begins with a space that is no plain one, as text from a web page may have it; type it anew.')
    """
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at) % (len(text) + 1)
    copied = "is no plain one, as text from a web page may have it; type it anew."
    indents = list(re.finditer(_INDENT, text[:end], re.MULTILINE))
    if indents:
        return indents[-1].start(), f"this line begins with a space that {copied}"
    after = re.match(_AFTER_KEY, text[start:end])
    return (start + after.end() - 1, f"the space after this `:` {copied}") if after else None


def opened_before(text: str, at: int) -> int | None:
    r"""Return where the quoted text begins that ends at `at`, if that is on another line: its quotation mark was not closed.

    >>> opened_before('a: "x\nb: "y"\n', 10)
    3
    """
    last = None
    try:
        for token in yaml.scan(text, Loader=_LOADER):
            if isinstance(token, ScalarToken) and token.style and token.end_mark.index <= at:
                last = token
    except yaml.YAMLError:  # it breaks, which is why this is asked; what comes before is known
        pass
    return last.start_mark.index if last and last.end_mark.index == at and last.start_mark.line < last.end_mark.line else None


def aligned(file: str, text: str, at: int) -> str:
    r"""Return the hint that shows where the line of `at` would have to begin, as the last line with the same key does; or nothing.

    >>> aligned("claims.yaml", "a:\n  - id: b\n   - id: c\n", 15)
    'The `- id:` before it begins at column 3, at claims.yaml:2:3.'
    """
    start = text.rfind("\n", 0, at) + 1
    line = text[start:].partition("\n")[0]
    head = re.match(_HEAD, line.lstrip(" "))
    column = len(line) - len(line.lstrip(" "))
    before = re.findall(rf"^( *){re.escape(head[0])}", text[:start], re.MULTILINE) if head else []
    if not head or not before or len(before[-1]) == column:
        return ""
    place = Place(file, *line_column(text, text.rfind(f"\n{before[-1]}{head[0]}", 0, start) + 1 + len(before[-1])))
    return f"The `{head[0]}` before it begins at column {place.column}, at {place}."
