"""What a build costs after the first, as whole processes: nothing changed, one story changed, a template changed; and a save under serve.

    python benchmarks/incremental.py MAKE_CORPUS [--sizes 1,100,1000] [--rounds 5]

MAKE_CORPUS is the path of the peer benchmark's `make_corpus.py`. A save under serve is a build in a process that has built before: from the
change to the files in place. The last column says how many times as long as importing jinja2 and markdown-it-py in the same round it
takes, which other users of the machine change less than seconds.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from corpus import write_site
from processes import IMPORTS, run

from diptych.build.session import Session
from diptych.shipped import folders


def process(site: Path) -> tuple[float, float]:
    """Return the CPU and wall seconds of a build in a process of its own."""
    cpu, wall, _ = run([sys.executable, "-m", "diptych"], site)
    return cpu, wall


def warm(session: Session, story: Path) -> tuple[float, float]:
    """Return the CPU and wall seconds of a build in this process, which was told that `story` changed."""
    began, cpu = time.perf_counter(), time.process_time()
    session.told(str(story))
    session.build()
    return time.process_time() - cpu, time.perf_counter() - began


def edit(path: Path, words: str, other: str) -> None:
    """Put `other` in the place of the first `words`, or the other way round."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(other, words, 1) if other in text else text.replace(words, other, 1), encoding="utf-8")


def measured(change: Callable[[], None], take: Callable[[], tuple[float, float]], rounds: int) -> tuple[str, str, str]:
    """Return the medians of a build after each `change`: its CPU and wall seconds, the ratio of its CPU time to that of the imports."""
    costs, ratios = [], []
    for _ in range(rounds):
        change()
        costs.append(take())
        ratios.append(costs[-1][0] / run(IMPORTS).cpu)
    medians = (statistics.median(each) for each in (*zip(*costs, strict=True), ratios))
    cpu, wall, ratio = medians
    return f"{cpu:.3f}", f"{wall:.3f}", f"{ratio:.2f}"


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("make_corpus", type=Path)
    parser.add_argument("--sizes", default="1,100,1000")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    print("| stories | what changed | CPU s, median | wall s, median | to the imports |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for stories in map(int, given.sizes.split(",")):
            site = Path(folder) / str(stories)
            write_site(given.make_corpus, stories, site)
            (site / "templates").mkdir()
            template = site / "templates" / "worksheet.html.j2"
            shutil.copy(folders(site, "templates")[-1] / template.name, template)
            story = sorted((site / "stories").iterdir())[stories // 2]
            built = partial(process, site)
            cases: tuple[tuple[str, Callable[[], None], Callable[[], tuple[float, float]], int], ...] = (
                ("everything (no cache)", lambda: None, built, 1),
                ("nothing", lambda: None, built, given.rounds),
                ("one story, as bytes alone", partial(edit, story, "note: ", "note:  "), built, given.rounds),
                ("one word of one story", partial(edit, story, "title: ", "title: So "), built, given.rounds),
                ("one template", partial(edit, template, "{% endblock %}", "<!-- -->{% endblock %}"), built, 1),
                (
                    "one word, under serve",
                    partial(edit, story, "title: ", "title: So "),
                    partial(warm, Session(site, site / "_site"), story),
                    given.rounds + 2,
                ),
            )
            for name, change, take, rounds in cases:
                print("|", " | ".join([f"{stories:,}", name, *measured(change, take, rounds)]), "|", flush=True)


if __name__ == "__main__":
    main()
