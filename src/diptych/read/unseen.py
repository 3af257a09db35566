"""Characters of an entry's text that do not show, told at their place and by their names."""

from yaml.nodes import Node

from diptych.read.nodes import YamlFile
from diptych.read.problems import Problems
from diptych.text import joined, named, shows, unseen


def unseen_in(yaml_file: YamlFile, problems: Problems, node: Node, name: str, words: str) -> bool:
    """Tell whether some of `words`, read from `node` as `name`, does not show, after noting what."""
    found = unseen(words)
    if not found:
        return False
    place, excerpt = yaml_file.spot(node, found)
    characters = joined([named(each) for each in found])
    if shows(words):
        problems.add(place, f"`{name}` holds {characters}, which readers cannot see.", "Take it away.", excerpt=excerpt)
    else:
        problems.add(place, f"`{name}` is empty: it holds {characters} alone, which readers cannot see.", excerpt=excerpt)
    return True
