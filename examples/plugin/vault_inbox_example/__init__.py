"""An example of a plugin package for vault-inbox."""
