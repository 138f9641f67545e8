"""What a page says about itself: title, authors, days, site, and where it says so."""
