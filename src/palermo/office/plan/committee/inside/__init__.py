"""Pages of the committee for its members, the secretariat that serves it, and the bodies that owe it something."""
