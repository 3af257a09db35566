"""What stands behind claims and stories, and what of it is asked for."""

from enum import StrEnum
from typing import NamedTuple


class Review(StrEnum):
    """Whether a person stands behind a claim or a story. Only what is reviewed is published."""

    REVIEWED = "reviewed"
    DRAFT = "draft"
    REJECTED = "rejected"


class Asked(NamedTuple):
    """What was asked for besides what the files say: drafts too, and another address of the site.

    >>> Asked().shows(Review.DRAFT), Asked(drafts=True).shows(Review.DRAFT), Asked(drafts=True).shows(Review.REJECTED)
    (False, True, False)
    """

    drafts: bool = False
    url: str = ""

    def shows(self, status: Review) -> bool:
        """Tell whether a story of that status is built."""
        return status is Review.REVIEWED or (status is Review.DRAFT and self.drafts)


PLAIN = Asked()
"""What a build makes that is asked for nothing else."""
