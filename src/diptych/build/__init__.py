"""The whole, from a site's folder to its pages. `build` writes it, `check` keeps it in memory."""

from diptych.build.build import Hands, build, build_into
from diptych.build.check import Checked, check, findings, site_files
from diptych.build.workers import Workers, serial, workers

__all__ = ["Checked", "Hands", "Workers", "build", "build_into", "check", "findings", "serial", "site_files", "workers"]
