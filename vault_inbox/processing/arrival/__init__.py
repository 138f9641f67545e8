"""A drop becomes a note: intake, making, filing, publishing, and the original put away."""
