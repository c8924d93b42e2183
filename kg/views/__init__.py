"""Pages that a person opens: `evidence.html` and `network.html`.

`kg.views.pages.write_views` writes both; `kg.views.pyvis_network.to_pyvis` gives the network to a notebook.
Comes in: the typed results of look-ups.  Goes out: files that need no network.
Must not: know stages, records, RDF or the store.  Nothing is imported here, so that look-ups that import
`kg` never pay for pyvis.
"""
