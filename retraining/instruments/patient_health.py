"""What PHQ-9, PHQ-8 and GAD-7 share: their licence, options and missing rule."""

LICENCE = "Free: no permission needed to reproduce, translate, display or distribute (Pfizer)"
MAY_SHIP = "Anybody may ship them (notice of Pfizer Inc.)"
RECALL = "2 weeks"
MISSING = "One or two missing items take the mean of the others; with more there is no total."
DOUBT = "That one or two missing items are filled in by the mean of the others."
ALLOWED = range(4)
OPTIONS = "option.{value}"
# LOINC answers to "not at all" (0) up to "nearly every day" (3).
LOINC_ANSWERS = ("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9")
