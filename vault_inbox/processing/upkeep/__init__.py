"""Notes of ours that stand in the vault already: completed, refreshed, settled, their links led on; what the user took out stays out."""
