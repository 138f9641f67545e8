"""Memory of one machine, outside the vault: what was last written, what is due again, what happened, who holds the vault."""
