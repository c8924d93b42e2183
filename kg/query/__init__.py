"""Questions to a store: look-ups with typed results, and named SPARQL queries."""
