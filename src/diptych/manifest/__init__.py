"""What a good build was made from and what it made, so that the next one does only what changed.

Nothing here imports more than it must: a build that has nothing to do ends in this part.
"""

from diptych.manifest.asked import PLAIN, Asked, Review, private
from diptych.manifest.folders import CACHE, CLAIMS_FILE, OUTPUT, cache_folder, matched, searched
from diptych.manifest.look import Look, look, settle, tree
from diptych.manifest.stamps import DIGEST, Entry, Stamp, Stamps, digest, digest_of, files_below, stamp
from diptych.manifest.store import Manifest, forget, load, python, replace_file, replace_in_pieces, save, suspect

__all__ = [
    "CACHE",
    "CLAIMS_FILE",
    "DIGEST",
    "OUTPUT",
    "PLAIN",
    "Asked",
    "Entry",
    "Look",
    "Manifest",
    "Review",
    "Stamp",
    "Stamps",
    "cache_folder",
    "digest",
    "digest_of",
    "files_below",
    "forget",
    "load",
    "look",
    "matched",
    "private",
    "python",
    "replace_file",
    "replace_in_pieces",
    "save",
    "searched",
    "settle",
    "stamp",
    "suspect",
    "tree",
]
