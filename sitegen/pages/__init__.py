"""The pages of the reference as Markdown, each a pure function of what `read` found."""
