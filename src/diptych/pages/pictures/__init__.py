"""The pictures of a site as plain values: places in percent of the width, labels, links. Templates draw them; every one has its text."""
