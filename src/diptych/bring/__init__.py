"""Bring a site into being and sources into it: `diptych new` and `diptych add`. Only `add` ever goes to the network."""
