// Runs while the page is still being read, before anything is painted: as little as possible.
import "./first/theme";
import "./first/early";
