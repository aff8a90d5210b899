"""Steps that may not be taken, said so that the reader's language can be put in later."""


class StepRefused(ValueError):
    """A step that may not be taken now; says in Indonesian what happened, why, and what to do."""

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template % values if values else template)
        self.template = template
        self.values = values


def marked(text: str) -> str:
    """Mark a text for the translators, for modules that do not know Django; pages translate it when they show it."""
    return text
