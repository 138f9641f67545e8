"""Notes of the script before this program: given an identity, read for what they hold, made clean."""
