"""The shape of what is typed. What must hold elsewhere too stands in the rules."""
