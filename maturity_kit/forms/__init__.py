"""Forms: the state of a page, its pieces as HTML, and the one widget that carries edits."""
