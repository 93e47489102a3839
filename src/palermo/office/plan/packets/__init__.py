"""Offline packets: due reports that are filled in without a network, and come back as a file."""
