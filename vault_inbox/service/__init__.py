"""The daemon as a service of the system: a systemd user unit, a launchd agent, a Windows task."""
