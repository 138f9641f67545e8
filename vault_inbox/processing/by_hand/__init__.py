"""What a person asks for, beside the path of a drop: add, adopt, explain, hold, init, report, undo."""
