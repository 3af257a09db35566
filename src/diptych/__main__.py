"""`python -m diptych`."""

import sys

from diptych.door import main

sys.exit(main())
