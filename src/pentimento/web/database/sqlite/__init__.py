"""``ENGINE = "pentimento.web.database.sqlite"``."""
