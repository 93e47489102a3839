"""What every page of the office stands on: layout, components, doors, actions, files, charts."""
