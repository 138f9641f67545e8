"""What every room of processing stands on: the workspace, its steps and places, originals, and notes of ours rewritten."""
