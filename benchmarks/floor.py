"""The least that a cold build can cost: what the libraries of Diptych take for its pages, each alone, with all else made ready before.

    python benchmarks/floor.py MAKE_CORPUS [--hugo HUGO] [--stories 100] [--rounds 3]

MAKE_CORPUS is the path of the peer benchmark's `make_corpus.py`. CPU milliseconds a story: PyYAML's C loader makes plain values of the
stories, markdown-it-py makes HTML of their notes, Jinja2 fills the templates with records that are there, files are written. Nothing is
checked, verified, compared or prepared in this time. HUGO is a shell command in which {n} stands for the number of stories; its whole build
of the same stories is taken in each round.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from corpus import write_site
from markdown_it import MarkdownIt
from processes import shell

from diptych.build.plan import planned
from diptych.build.templates import templates
from diptych.data.package import package
from diptych.findings import aligner, find, public
from diptych.manifest import PLAIN, look
from diptych.pages.pages import story_pages
from diptych.pages.prepared import story_view
from diptych.pages.views import StoryView
from diptych.read import Run, read_one
from diptych.render.package import package_files
from diptych.render.render import render
from diptych.write import stage


def taken(do: Callable[[], object]) -> float:
    """Return the CPU seconds that something takes in this process."""
    clock = time.process_time()
    do()
    return time.process_time() - clock


def parts(site: Path) -> Iterator[tuple[str, float]]:
    """Yield what each library takes for all stories of a site, in CPU seconds."""
    plan = planned(site, site / "_site", look(site, site / "_site"), PLAIN)
    texts = [path.read_bytes() for path in sorted((site / "stories").iterdir())]
    values: list[dict[str, list[dict[str, str]]]] = []
    yield "PyYAML reads the stories", taken(lambda: values.extend(yaml.load(text, yaml.CSafeLoader) for text in texts))
    notes, parser = [claim["note"] for story in values for claim in story["claims"]], MarkdownIt("commonmark")
    yield "markdown-it-py reads the notes", taken(lambda: [parser.render(note) for note in notes])

    def view(at: int) -> StoryView:
        read = read_one(Run(site), plan.top.refs[at], plan.top.claims, plan.site.language)
        if read is None:
            raise SystemExit(f"story {at} of the corpus is not sound")
        found = public(find(read.story, plan.site.suggestions, aligner(None), drafts=False))
        return story_view(found, plan.site.words)

    made, rendering, writing = templates(plan.order), 0.0, 0.0
    staging = site / "staged"
    staging.mkdir(exist_ok=True)
    for at in range(len(texts)):
        story = view(at)
        pages, of = list(story_pages(story)), package(plan.site, story)
        clock = time.process_time()
        files = list(render(plan.site, pages, made, of))
        rendering += time.process_time() - clock
        files += package_files(of)
        clock = time.process_time()
        for file in files:
            stage(str(staging), str(plan.out), file)
        writing += time.process_time() - clock
    yield "Jinja2 fills the templates", rendering
    yield "the files are written", writing


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("make_corpus", type=Path)
    parser.add_argument("--hugo", default="", help="a shell command that builds {n} stories with Hugo")
    parser.add_argument("--stories", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    rounds: list[dict[str, float]] = []
    for _ in range(given.rounds):
        with tempfile.TemporaryDirectory() as folder:
            write_site(given.make_corpus, given.stories, Path(folder))
            costs = dict(parts(Path(folder)))
        costs["together"] = sum(costs.values())
        rounds.append(costs | ({"Hugo, its whole build": shell(given.hugo.format(n=given.stories)).cpu} if given.hugo else {}))
    print("| part | CPU ms a story, median | of Hugo's, median of the rounds |\n| --- | --- | --- |")
    for name in rounds[0]:
        ratios = [costs[name] / costs["Hugo, its whole build"] for costs in rounds] if given.hugo else []
        milliseconds = statistics.median(costs[name] for costs in rounds) / given.stories * 1000
        print(f"| {name} | {milliseconds:.1f} | {f'{statistics.median(ratios):.2f}' if ratios else ''} |")


if __name__ == "__main__":
    main()
