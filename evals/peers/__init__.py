"""Other ways to answer from the same documents, behind the same methods, to be measured beside ours."""
