"""Tests of the page; a package, so that what they share is told from what all tests share."""
