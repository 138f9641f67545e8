"""The guarded door to the network: an address -> the page it leads to, or why there is none."""
