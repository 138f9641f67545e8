"""The folders of the vault: safe names, links as Obsidian resolves them, atomic files, the index, Obsidian's settings."""
