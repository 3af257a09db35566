"""`Site` to the list of its pages. Templates show, Python decides."""
