"""What a build costs, as whole processes: CPU seconds, wall seconds, memory; cold, by size, and where a story is large in one way.

    python benchmarks/speed.py MAKE_CORPUS [--hugo HUGO] [--sizes 1,100] [--rounds 3] [--cases long-source]

MAKE_CORPUS is the path of the peer benchmark's `make_corpus.py`, whose stories (two articles of some 570 words, 12 claims with a note
each) are written as a site. Each round of a size runs Diptych and, where one is given, the command HUGO in turn, so that their ratio is
of one load of the machine. HUGO is a shell command in which {n} stands for the number of stories; it builds the same stories elsewhere.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from corpus import write_site
from large import CASES
from processes import Cost, run, shell


def build(site: Path, expected: int = 0) -> Cost:
    """Build a site from nothing, with nothing remembered."""
    out = site / "_site"
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(site / ".diptych", ignore_errors=True)
    return run([sys.executable, "-m", "diptych", "--root", str(site), "build", "--out", str(out)], expected=expected)


def row(name: str, costs: Sequence[Cost], others: Sequence[Cost] = ()) -> str:
    """Return a row of the table: the median and the least CPU time, the median wall time, the most memory; the medians of the ratios of CPU
    and wall time to those of `others`, round by round.
    """
    cpu = [cost.cpu for cost in costs]
    wall = statistics.median(cost.wall for cost in costs)
    peak = max(cost.megabytes for cost in costs)
    pairs = list(zip(costs, others, strict=True)) if others else []
    ratios = [[own.cpu / other.cpu for own, other in pairs], [own.wall / other.wall for own, other in pairs]]
    told = " | ".join(f"{statistics.median(each):.2f}" if each else "" for each in ratios)
    return f"| {name} | {statistics.median(cpu):.2f} | {min(cpu):.2f} | {wall:.2f} | {peak:.0f} | {told} |"


def main() -> None:
    """Print one table of cold builds by size, and one of large stories."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("make_corpus", type=Path)
    parser.add_argument("--hugo", default="", help="a shell command that builds {n} stories with Hugo")
    parser.add_argument("--sizes", default="1,100,1000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cases", default=",".join(CASES))
    given = parser.parse_args()
    head = "| {} | CPU s, median | CPU s, least | wall s | peak MB | CPU / Hugo | wall / Hugo |\n{}"
    lines = "| --- " * 7 + "|"
    with tempfile.TemporaryDirectory() as folder:
        print(head.format("stories", lines))
        for stories in map(int, filter(None, given.sizes.split(","))):
            site = Path(folder) / str(stories)
            write_site(given.make_corpus, stories, site)
            build(site) if stories == 1 else None  # what Python compiles, it compiles once
            costs, others = list[Cost](), list[Cost]()
            for _ in range(given.rounds):
                costs.append(build(site))
                others += [shell(given.hugo.format(n=stories))] if given.hugo else []
            print(row(f"{stories:,}", costs, others), flush=True)
        print("\n" + head.format("large in one way", lines))
        for name in filter(None, given.cases.split(",")):
            words, write = CASES[name]
            site = Path(folder) / name
            write(site)
            print(row(words, [build(site, int(name == "wrong-quotes")) for _ in range(given.rounds)]), flush=True)


if __name__ == "__main__":
    main()
