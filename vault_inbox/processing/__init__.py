"""The one path of a drop, piece by piece: intake, making, filing, putting away, refreshing."""
