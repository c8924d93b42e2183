"""Records <-> quads, and the store on disk."""
