"""What fills an office for the measurements. Imported once Django is set up."""
