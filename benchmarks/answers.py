"""What a command costs that has little to do, as whole processes: help, and a mistake in the demo's claims.yaml.

    python benchmarks/answers.py [--rounds 9]

CPU seconds, and how many times as long they take as importing jinja2 and markdown-it-py in the same round, which other users of the machine
change less.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from processes import IMPORTS, run

_DEMO = Path(__file__).resolve().parents[1]
_PLAIN = (sys.executable, "-m", "diptych")


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        shutil.copy(_DEMO / "claims.yaml", site)
        for name in ("seeds", "site_src", "templates"):
            shutil.copytree(_DEMO / name, site / name)
        sound = (site / "claims.yaml").read_text(encoding="utf-8")
        wrong = sound.replace("relation: agree", "relation: agre", 1)
        if wrong == sound:
            raise SystemExit("the demo has no claim with `relation: agree` to misspell")
        rounds = [_round(site, sound, wrong) for _ in range(given.rounds)]
    print("| what | CPU s, median | CPU s, least | to the imports |\n| --- | --- | --- | --- |")
    for name in list(rounds[0])[1:]:
        costs = [each[name] for each in rounds]
        ratio = statistics.median(each[name] / each["imports"] for each in rounds)
        print(f"| {name} | {statistics.median(costs):.3f} | {min(costs):.3f} | {ratio:.2f} |")


def _round(site: Path, sound: str, wrong: str) -> dict[str, float]:
    """Return the CPU seconds of each command, the imports first."""
    claims = site / "claims.yaml"
    claims.write_text(wrong, encoding="utf-8")
    shutil.rmtree(site / ".diptych", ignore_errors=True)
    costs = {"imports": run(IMPORTS).cpu, "--help": run([*_PLAIN, "--help"], site).cpu}
    costs["a mistyped relation, no good build before"] = run(_PLAIN, site, expected=1).cpu
    claims.write_text(sound, encoding="utf-8")
    run(_PLAIN, site)
    claims.write_text(wrong, encoding="utf-8")
    costs["a mistyped relation after a good build"] = run(_PLAIN, site, expected=1).cpu
    return costs


if __name__ == "__main__":
    main()
