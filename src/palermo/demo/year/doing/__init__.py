"""How each act of the simulated year is done: by the action that people use. Nothing here knows another way."""
