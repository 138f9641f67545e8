"""The two levels of settings: what notes look like (`vault`, travels with the vault) and what this computer may do (`machine`)."""
