"""Who may do what in the office: people, bodies, terms, sign-in, keys. Every right is asked of `palermo.access`."""
