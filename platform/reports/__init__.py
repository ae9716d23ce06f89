"""Files that people keep: a policy as a page to print, as PDF and as a workbook."""
