"""Outside formats and the demonstration practice. Sits above every room of the practice."""
