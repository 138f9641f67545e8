"""URL → Page → Article: addresses, the guarded door to the network, feeds, extraction, verdicts."""
