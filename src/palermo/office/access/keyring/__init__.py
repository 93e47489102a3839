"""Keys of compartments, and what they hold shut.

Each body's compartment has a key of its own. It is a file in the office's home and nothing else: the database knows its
digest, a backup does not have it, and its holders can give it back.
"""
