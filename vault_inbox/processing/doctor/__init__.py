"""The checks of `doctor`: what may keep an inbox from working, and what to do about it."""
