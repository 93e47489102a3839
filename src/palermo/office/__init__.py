"""The office: the Django storey that stores rows, calls the library and shows pages."""
