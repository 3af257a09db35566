"""Print how well the relation rules do on an annotated set, and what a pair costs.

python benchmarks/relations.py /path/to/align/dev     (conflicts.yaml and score.py stand beside that folder)
"""

import sys
import time
from importlib import util
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).parent))

from adapters import relation


def main(dev: Path) -> int:
    """Score both sets and time the second."""
    score = _scorer(dev.parent / "score.py")
    pairs, stories = score.load(dev.parent / "conflicts.yaml"), score.load_stories(dev)
    made = [(p["a"], p["b"], str(p["published"]), p["relation"], [d["kind"] for d in p["differences"]]) for p in pairs]
    real = list(score.relation_items(stories))
    score.score_relation("conflicts.yaml", made, relation, [p["id"].rsplit("-", 1)[0] for p in pairs])
    start = time.process_time()
    score.score_relation("claims of the stories", real, relation)
    sys.stdout.write(f"{(time.process_time() - start) / len(real) * 1000:.1f} ms CPU a pair\n")
    return 0


def _scorer(path: Path) -> ModuleType:
    spec = util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no scorer here")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
