"""What a comparison publishes for programs: data, annotations, citations, schema.org, feeds, sitemap; one module a format, all pure.

A story gives its own files (`package`) and one small row (`listed`); what the whole site publishes is made from the rows alone.
"""

from diptych.data.form import data_schema
from diptych.data.package import Listed, Package, citation, listed, package
from diptych.data.schema_org import graph
from diptych.data.whole import NEED_ADDRESS, changed_files, site_files

__all__ = ["NEED_ADDRESS", "Listed", "Package", "changed_files", "citation", "data_schema", "graph", "listed", "package", "site_files"]
