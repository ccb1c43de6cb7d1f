"""What goes wrong while generating, as one line a person can act on.

CodegenError            one line for the user; the command line prints it and exits with 1
└── NoRuleError         the document holds something that the generator has no rule for
"""

from __future__ import annotations


class CodegenError(Exception):
    """Something the user can mend: a document that cannot be read, a patch that no longer fits.

    Args:
        message: What is wrong and where. Line breaks become spaces: it is printed as one line.
    """

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


class NoRuleError(CodegenError):
    """The document holds something without a rule; nothing is ever dropped in silence.

    Args:
        place: Where in the document, such as `GET /v1/x, parameter filter[y]`.
        missing: What is missing, such as `a rule for in: header`.
        lives: The file or files where such a rule lives, such as `codegen/lower/queries.py`.
    """

    def __init__(self, place: str, missing: str, lives: str) -> None:
        super().__init__(f"{place}: missing {missing}; such rules live in {lives}")
        self.place = place
        self.missing = missing
        self.lives = lives
