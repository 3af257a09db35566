"""Build the site of this folder: `python build.py`. Other commands work too: `python build.py serve`, `python build.py --help`."""

import sys
from pathlib import Path

try:
    from diptych.door import main
except ModuleNotFoundError as error:
    sys.exit(f"{error}. Install Diptych once, with this command:\n\n    python -m pip install -e .\n")

if __name__ == "__main__":
    sys.exit(main(root=Path(__file__).parent))
