"""What stands behind claims and stories, and what of it is asked for."""

import os
from enum import StrEnum
from typing import Final, NamedTuple

PRIVATE: Final = "DIPTYCH_PRIVATE"
"""The variable of the environment that names the private folder where `site: private` does not hold, as on another machine."""


class Review(StrEnum):
    """Whether a person stands behind a claim or a story. Only what is reviewed is published."""

    REVIEWED = "reviewed"
    DRAFT = "draft"
    REJECTED = "rejected"


def private() -> str:
    """Return the folder of private texts that the environment names, or nothing."""
    return os.environ.get(PRIVATE, "")


class Asked(NamedTuple):
    """What was asked for besides what the files say: drafts too, and another address of the site.

    >>> Asked().shows(Review.DRAFT), Asked(drafts=True).shows(Review.DRAFT), Asked(drafts=True).shows(Review.REJECTED)
    (False, True, False)
    """

    drafts: bool = False
    url: str = ""

    def known(self) -> tuple[bool, str, str]:
        """Return what a build goes by that no file says; what the environment says is in it."""
        return self.drafts, self.url, private()

    def shows(self, status: Review) -> bool:
        """Tell whether a story of that status is built."""
        return status is Review.REVIEWED or (status is Review.DRAFT and self.drafts)


PLAIN = Asked()
"""What a build makes that is asked for nothing else."""
