"""The command line: arguments in, outcomes out."""
