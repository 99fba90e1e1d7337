"""PostgreSQL, with one clear sentence where no address is set."""
