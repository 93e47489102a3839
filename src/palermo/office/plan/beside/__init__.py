"""What is said beside the record: views of bodies that do not lead, and statements made in public."""
