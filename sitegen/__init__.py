"""The reference of the site, made from the package itself while the site is built; never committed, never in the wheel.

`read` takes the package apart, `pages` prints it as Markdown, `data` as JSON; `hooks` hands both to mkdocs.
"""
