"""``python -m taiyaku`` is the command ``taiyaku``."""

import sys

from taiyaku.cli import main

sys.exit(main())
