"""What became of the remarks: statuses, answers, progress."""
