"""The study: from lists of people to an estimate of those on none. Tables stay inside; rounded estimates may leave."""
