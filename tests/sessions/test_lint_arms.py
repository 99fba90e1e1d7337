"""Each programme keeps to its own words, and to the cautions of its weeks."""

import pytest

from sessions.lint import lint
from sessions.lint_shape import lint_shape
from tests.sessions.script_texts import script

THREE = "[chapter A]\nOne here.\n[chapter B]\n{}\n[chapter C]\nThe end."
ATTENTION, RELEASE = "belongs to the attention", "belongs to the relaxation"


def told(line: str, programme: str, week: int = 2, kind: str = "practice") -> list[str]:
    text = script(THREE.format(line), week=str(week), kind=kind)
    return [finding.text for finding in lint(text, programme, week)]


ONLY_M = [
    "You could notice your hand.",
    "Noticing is enough.",
    "You may be aware of the room.",
    "There is no need for not judging.",
    "You could observe the light.",
    "You could be fully present.",
    "You could bring your attention back.",
    "You could watch the thought.",
    "You could name a worry.",
    "Thoughts coming and going are welcome.",
    "You could widen the first thought.",
    "You could ask what else is true.",
    "First pause, then choose: pause and choose.",
    "You could re-appraise it.",
    "This is the body scan.",
    "A long out-breath will do, or your hands.",
    "You could breathe out slowly, or feel your hands.",
    "A few kind words may help.",
    "What would you say to a friend, out loud.",
    "You could savour it.",
    "A meditation for you.",
    "It is the threat model.",
]
ONLY_R = [
    "You could tense a muscle.",
    "There is a little tension in it.",
    "The fist may unclench.",
    "And release.",
    "You could feel it melt away.",
    "You could sink deeper.",
    "You could count down.",
    "You could count from ten.",
    "The muscles soften.",
    "From ten to one, at your pace.",
    "It may hang loose.",
    "It may grow a bit heavier.",
    "You could imagine a meadow.",
    "You could picture a small boat.",
    "You can let everything go.",
    "It may feel limp.",
]


@pytest.mark.parametrize("line", ONLY_M)
def test_the_attention_programmes_words_stay_there(line):
    assert any(ATTENTION in text for text in told(line, "R"))
    assert not any("belongs to the" in text for text in told(line, "M"))


@pytest.mark.parametrize("line", ONLY_R)
def test_the_relaxation_programmes_words_stay_there(line):
    assert any(RELEASE in text for text in told(line, "M"))
    assert not any("belongs to the" in text for text in told(line, "R"))


@pytest.mark.parametrize("programme", ["M", "R"])
@pytest.mark.parametrize(
    "line",
    [
        "You may have noticed something, or nothing.",
        "Both kinds count as practice.",
        "Nobody is counting, and there is no score.",
        "We count both answers, and the fridge counts.",
        "If it has grown too heavy, you can set it down.",
        "The picture shows a bench by a lake.",
        "A pillow is soft, and a door stands ajar.",
        "Sore muscles sometimes speak up on the next day.",
        "You could imagine one easy movement.",
        "May the rest of the day be kind to you.",
        "You could do it in thought instead.",
        "A friend who does not need the whole story.",
        "It takes ten minutes, or eight.",
    ],
)
def test_words_that_both_may_use(line, programme):
    assert told(line, programme) == []


@pytest.mark.parametrize(
    ("line", "programme", "week", "other_week", "why"),
    [
        ("You could feel your breath, or your hands.", "M", 1, 2, "no breath focus yet"),
        ("You could visit your throat.", "M", 3, 4, "left out of the visits of week 3"),
        ("You could hold it for a while.", "M", 5, 4, "beyond half of an easy range"),
        ("You could be sad, or feel grateful.", "M", 6, 5, "makes a duty"),
        ("You could think of your mother.", "M", 7, 6, "too close to the bone"),
    ],
)
def test_the_cautions_of_a_week(line, programme, week, other_week, why):
    assert any(why in text for text in told(line, programme, week))
    assert told(line, programme, other_week) == []


def test_tension_is_never_for_the_jaw_and_never_on_a_hard_day():
    line = "You could clench your teeth a little."
    assert any("that part is only released" in text for text in told(line, "R"))
    line = "You could press the heel down."
    assert told("You could tighten the hand a little.", "R") == []
    assert told(line, "R", kind="short") != told(line, "R")
    assert told("Nothing is tightened today.", "R", kind="short") == []


@pytest.mark.parametrize("programme", ["M", "R"])
@pytest.mark.parametrize(
    "line",
    [
        "This pain is harmless.",
        "It is not dangerous.",
        "A better week comes because of your practice.",
        "There is a white light.",
        "You could look into the pain.",
        "You could breathe in deeply, or feel your hands.",
    ],
)
def test_claims_and_strains_are_found_in_both(line, programme):
    assert len(told(line, programme)) == 1


def test_the_front_matter_names_methods_of_its_own_programme():
    def uses(methods: str, programme: str) -> list[str]:
        text = script(THREE.format("Yes."), uses=f"[{methods}]")
        return [f.text for f in lint_shape(text, programme, {}) if f.text.startswith("uses")]

    assert uses("body tour, self-kindness", "M") == []
    assert uses("7 groups, counting down", "R") == []
    assert uses("counting down", "M") == ["uses names counting down, which is not this programme's"]
    assert uses("sleep", "R") == ["uses names sleep, which is not this programme's"]
