"""Clients: who they are, who referred them, who looks after them, and what to mind."""
