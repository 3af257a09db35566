"""What a comparison publishes for programs: data, annotations, citations, schema.org, feeds, sitemap; one module a format, all pure.

A story gives its own files (`package`) and one small row (`listed`); what the whole site publishes is made from the rows alone.
"""
