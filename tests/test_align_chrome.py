"""What is not the article is recognised, and what is, is left alone."""

from collections.abc import Callable

import pytest

from diptych.align import Settings, Text, align, not_article

Maker = Callable[..., Text]

PAGE = """You are here
Home > News > Bridge over the Arun closed

Bridge over the Arun closed

The council closed the bridge on Tuesday.

Ford festival to go on despite closure – organisers

The festival in Ford will go on although the bridge…

see more

“See more of the county,” the mayor said.

Leave a Reply

This site uses Akismet to reduce spam. Learn how your comment data is processed.

Author: Ann Example

Ann Example is the news editor of the Courier, follow her on Twitter @annexample.

Top"""


def said(page: str) -> dict[str, str]:
    return {aside.span.of(page): aside.reason for aside in not_article("a", page, "en")}


def test_the_furniture_of_a_page_is_proposed_with_reasons() -> None:
    assert said(PAGE) == {
        "You are here": "page furniture",
        "Home > News > Bridge over the Arun closed": "breadcrumb",
        "Ford festival to go on despite closure – organisers": "teaser of another article",
        "The festival in Ford will go on although the bridge…": "teaser of another article",
        "see more": "teaser of another article",
        "Leave a Reply": "page furniture",
        "This site uses Akismet to reduce spam. Learn how your comment data is processed.": "page furniture",
        "Author: Ann Example": "author’s box",
        "Ann Example is the news editor of the Courier, follow her on Twitter @annexample.": "author’s box",
        "Top": "page furniture",
    }


def test_what_is_not_the_article_is_never_aligned(text: Maker) -> None:
    one = text("a", *PAGE.split("\n\n"))
    two = text("b", *PAGE.split("\n\n"))
    found = align([one, two], Settings(least=0.0))
    asides = {(aside.source, aside.span) for aside in found.not_article}

    assert not any(
        p.span.overlaps(span) for each in found.suggestions for p in each.passages for source, span in asides if p.source == source
    )


@pytest.mark.parametrize(
    "line",
    [
        "Tags: he wears none, the shepherd said of his dog.",
        "He topped the poll.",
        "The White House > the Kremlin, he joked.",
        "Share prices fell.",
        "“Follow the money,” he said.",
        "Comments by the minister drew criticism…",
        "Top officials met in Geneva.",
        "Related cases rose by 12 percent.",
        "Read more books, the minister told pupils.",
        "By: the people, for the people.",
    ],
)
def test_article_lines_raise_no_alarm(line: str) -> None:
    assert said(f"A headline\n\n{line}\n\nThe end came on Tuesday.") == {}


def test_a_breadcrumb_is_known_in_any_language() -> None:
    assert [aside.reason for aside in not_article("a", "Inicio > Noticias > El puente\n\nEl puente está cerrado.", "es")] == ["breadcrumb"]
