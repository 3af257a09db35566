"""Diptych sets two or more accounts of one event side by side, claim by claim, in the sources' own words."""

__version__ = "0.1.0"
