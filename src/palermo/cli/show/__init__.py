"""How results are shown: in a terminal, on a page, and to other programs."""
