"""JSON-LD read as RDF by rdflib. Nothing is fetched: small contexts of our own stand in for the two that the site names."""

import json
import warnings
from typing import Any, Final

from rdflib import Graph

ANNO: Final = "http://www.w3.org/ns/anno.jsonld"
SCHEMA: Final = "https://schema.org"


def _ids(*names: str, prefix: str = "oa:") -> dict[str, Any]:
    return {name.partition("=")[0]: {"@id": prefix + name.rpartition("=")[2], "@type": "@id"} for name in names}


def _of(datatype: str, *names: str) -> dict[str, Any]:
    return {name.partition("=")[0]: {"@id": name.rpartition("=")[2], "@type": datatype} for name in names}


STAND_INS: Final[dict[str, dict[str, Any]]] = {
    ANNO: {
        "oa": "http://www.w3.org/ns/oa#", "as": "http://www.w3.org/ns/activitystreams#", "dcterms": "http://purl.org/dc/terms/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "xsd": "http://www.w3.org/2001/XMLSchema#", "dc": "http://purl.org/dc/elements/1.1/",
        "foaf": "http://xmlns.com/foaf/0.1/", "id": {"@id": "@id", "@type": "@id"}, "type": {"@id": "@type", "@type": "@vocab"},
        **{name: f"oa:{name}" for name in ("Annotation", "TextQuoteSelector", "TextPositionSelector", "TimeState", "TextualBody")},
        "AnnotationPage": "as:OrderedCollectionPage", "Software": "as:Application",
        "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
        **{name: f"oa:{name}" for name in ("classifying", "tagging", "describing", "exact", "prefix", "suffix")},
        **_ids("body=hasBody", "target=hasTarget", "source=hasSource", "selector=hasSelector", "state=hasState", "cached=cachedSource"),
        **_of("xsd:nonNegativeInteger", "start=oa:start", "end=oa:end"),
        **_of("xsd:dateTime", "sourceDate=oa:sourceDate", "sourceDateStart=oa:sourceDateStart", "sourceDateEnd=oa:sourceDateEnd",
              "created=dcterms:created", "modified=dcterms:modified"),
        "value": "rdf:value", "format": "dc:format", "language": "dc:language", "name": "foaf:name",
        "creator": {"@id": "dcterms:creator", "@type": "@id"},
    },
    SCHEMA: {
        "@vocab": "https://schema.org/",
        **_ids(
            "url", "sameAs", "archivedAt", "contentUrl", "correctionsPolicy", "publishingPrinciples", "verificationFactCheckingPolicy",
            prefix="https://schema.org/",
        ),
        **_of("https://schema.org/Date", *(f"{name}=https://schema.org/{name}" for name in ("datePublished", "dateModified"))),
    },
}  # fmt: skip


def graph_of(document: dict[str, Any], base: str) -> Graph:
    """Return the RDF that `document`, read at the address `base`, means. Raises KeyError for a context that is none of the two."""
    whole = {**document, "@context": STAND_INS[document["@context"]]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parser warns of a class of its own
        return Graph().parse(data=json.dumps(whole), format="json-ld", base=base)
