"""Records -> quads, one module per noun; `kg.graph.quads` gathers what others call."""
