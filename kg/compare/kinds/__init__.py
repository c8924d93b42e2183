"""One module for each sort of difference; `finding.py` is what they all yield."""
