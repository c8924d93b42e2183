"""SPARQL 1.1 services of others, where a store's graph can lie (docs/STORE.md, "The graph in a service")."""
