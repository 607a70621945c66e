"""Who may do what, and whose record is open to whom."""

from pentimento.trust.people.roles import Permission, Role

from .declared import OPEN, declaration_of, needs, open_to_all

__all__ = ["OPEN", "Permission", "Role", "declaration_of", "needs", "open_to_all"]
