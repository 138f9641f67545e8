"""`python -m vault_inbox` is `vault-inbox`."""

from .cli.main import main

main()
