from retraining.assessments.models.answers import (
    Answer,
    Correction,
    Mode,
    Response,
    Score,
    Submission,
    VisitDone,
)
from retraining.assessments.models.contact import ContactAttempt, Reached, Way
from retraining.assessments.models.data import DataLock, DataQuery, QueryMessage, QueryStep
from retraining.assessments.models.destroying import SamplesDestroyed, SamplesEnd
from retraining.assessments.models.handing import HandOver, HandOverState, HandOverStep
from retraining.assessments.models.packs import TextPackRow
from retraining.assessments.models.rating import Guess, Learnt, RaterStatement
from retraining.assessments.models.samples import LabCode, LabFile, LabResult, SampleGroup

__all__ = [
    "Answer",
    "ContactAttempt",
    "Correction",
    "DataLock",
    "DataQuery",
    "Guess",
    "HandOver",
    "HandOverState",
    "HandOverStep",
    "LabCode",
    "LabFile",
    "LabResult",
    "Learnt",
    "Mode",
    "QueryMessage",
    "QueryStep",
    "RaterStatement",
    "Reached",
    "Response",
    "SampleGroup",
    "SamplesDestroyed",
    "SamplesEnd",
    "Score",
    "Submission",
    "TextPackRow",
    "VisitDone",
    "Way",
]
