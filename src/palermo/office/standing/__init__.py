"""How outside bodies place each country and what they ask of it: what is shipped, what was corrected, both voices."""
