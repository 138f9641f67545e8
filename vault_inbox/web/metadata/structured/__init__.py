"""What a page says in forms made for programs: JSON-LD, recipes, the header lines of mails."""
