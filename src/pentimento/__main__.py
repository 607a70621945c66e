"""``python -m pentimento`` is the ``pentimento`` command."""

from pentimento.web.cli import main

main()
