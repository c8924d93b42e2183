"""Training of the learned part.  Needs the extra `claimgraph[train]` (scikit-learn); using it does not."""
