"""`kg serve`: a store over HTTP, to read.

SPARQL 1.1 Protocol, records as JSON at stable addresses, and pages (docs/SERVE.md).  Nothing is imported
here: a worker process loads `kg.serve.worker` and the engine, and none of the HTTP side.
"""
