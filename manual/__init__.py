"""The parts of the manual that are made from the code: `docs/reference/` and the shown runs of commands.

`bin/reference` writes them; tests/test_reference.py fails when one of them is stale.
"""
