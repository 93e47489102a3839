"""The pages of offline packets, among the duties."""
