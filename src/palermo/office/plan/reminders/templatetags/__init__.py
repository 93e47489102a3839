"""Tags of reminders."""
