"""What cannot be brought in, as the problems that every other part of Diptych tells too."""

from diptych.errors import ContentError, Place, Problem

SAVE_IT: str = "If you may read it, save the page in your browser and add the file."


def refused(where: str, message: str, *hints: str) -> ContentError:
    """Return the error that says why what stands at `where`, a web address or a path, cannot be brought in.

    >>> print(refused("https://example.org/", "the server answers 404 Not Found.", "Check the address."))
    https://example.org/: the server answers 404 Not Found. Check the address.
    <BLANKLINE>
    1 problem in https://example.org/
    """
    return ContentError([Problem(Place(where, 0, 0), message, hints)])
