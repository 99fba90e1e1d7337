"""The only writers of lists, allocations and throws."""

from retraining.randomisation.services.allocating import RULES, allocate
from retraining.randomisation.services.lists import generate_list, load_list

__all__ = ["RULES", "allocate", "generate_list", "load_list"]
