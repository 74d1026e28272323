"""One small class a question type, and one table that names them all: how each is read, checked and shown."""

from __future__ import annotations

from collections.abc import Mapping

from bot.flows.form import Kind
from bot.flows.inputs import Medium, Sent
from bot.flows.problems import Param, Problem
from bot.flows.values import choosing, dates, examples, figures, habits, places, times
from bot.flows.values.numbers import read_number
from bot.flows.values.readings import Accepted, Asked, Doubt, Reading


class Value:
    """How one kind of question is answered. The base refuses everything: notes and computed values."""

    expect = "expect-nothing"

    def typed(self, text: str, asked: Asked) -> Reading:
        return Problem("problem-not-asked")

    def sent(self, raw: Sent, asked: Asked) -> Reading:
        return Problem("problem-typed-expected")

    def holds(self, value: str, asked: Asked) -> bool:
        """Whether a value from a button is canonical here; old buttons and forged ones are not trusted."""
        return False

    def show(self, value: str, asked: Asked) -> str:
        return value

    def params(self, asked: Asked) -> Mapping[str, Param]:
        return {}

    def example(self, asked: Asked) -> str:
        return ""


class TextValue(Value):
    expect = "expect-text"

    def typed(self, text: str, asked: Asked) -> Reading:
        kept = habits.clean(text)
        if not kept:
            return Problem("problem-text-empty")
        line = habits.plain(kept)
        if line.lower() not in habits.SAID_AS_TEXT and habits.nothing(line):
            return Doubt((kept, ""), "nihil")
        if habits.is_polite(line) and line.lower() not in habits.ALSO_ANSWERS:
            return Problem("problem-politeness")
        if not any(sign.isalnum() for sign in kept):
            return Problem("problem-text-symbols")
        return Accepted(kept)

    def holds(self, value: str, asked: Asked) -> bool:
        return bool(value) and value == habits.clean(value)


class BarcodeValue(TextValue):
    """A code is typed: a chat cannot scan."""

    expect = "expect-barcode"

    def typed(self, text: str, asked: Asked) -> Reading:
        return super().typed(" ".join(text.split()), asked)


def _figure(value: str, asked: Asked) -> str:
    """A number with its unit; a text that is none (an older form may have kept one) as it is."""
    if not figures.is_plain(value):
        return value
    return figures.show_number(value, asked.question, language=asked.language, unit=asked.unit)


class NumberValue(Value):
    def __init__(self, expect: str) -> None:
        self.expect = expect

    def typed(self, text: str, asked: Asked) -> Reading:
        return read_number(text, asked)

    def holds(self, value: str, asked: Asked) -> bool:
        return figures.is_canonical(value, asked.question)

    def show(self, value: str, asked: Asked) -> str:
        return _figure(value, asked)

    def params(self, asked: Asked) -> Mapping[str, Param]:
        return {"unit": asked.unit or asked.question.unit or ""}

    def example(self, asked: Asked) -> str:
        return examples.of_number(asked)


class RangeValue(NumberValue):
    def params(self, asked: Asked) -> Mapping[str, Param]:
        return {**super().params(asked), **figures.scale_params(asked.question, asked.language)}


class ComputedValue(Value):
    """Never asked; a number is shown with its unit, anything else as the form computed it."""

    def show(self, value: str, asked: Asked) -> str:
        return _figure(value, asked) if figures.is_canonical(value, asked.question) else value


class DateValue(Value):
    expect = "expect-date"

    def typed(self, text: str, asked: Asked) -> Reading:
        return dates.read_date(text, asked)

    def holds(self, value: str, asked: Asked) -> bool:
        return dates.is_date(value)

    def show(self, value: str, asked: Asked) -> str:
        return dates.show_date(value, asked.question, asked.language) if dates.is_date(value) else value

    def example(self, asked: Asked) -> str:
        return examples.of_date(asked)


class TimeValue(Value):
    expect = "expect-time"

    def typed(self, text: str, asked: Asked) -> Reading:
        return times.read_time(text, asked)

    def holds(self, value: str, asked: Asked) -> bool:
        return times.is_time(value)

    def show(self, value: str, asked: Asked) -> str:
        return times.show_time(value, asked.language) if times.is_time(value) else value

    def example(self, asked: Asked) -> str:
        return "14:20" if asked.language == "en" else "14.20"


class MomentValue(Value):
    expect = "expect-datetime"

    def typed(self, text: str, asked: Asked) -> Reading:
        return times.read_moment(text, asked)

    def holds(self, value: str, asked: Asked) -> bool:
        return times.is_moment(value)

    def show(self, value: str, asked: Asked) -> str:
        return times.show_moment(value, asked.language) if times.is_moment(value) else value

    def example(self, asked: Asked) -> str:
        return f"{examples.of_date(asked)} {'14:20' if asked.language == 'en' else '14.20'}"


class ChoiceValue(Value):
    expect = "expect-choice"

    def typed(self, text: str, asked: Asked) -> Reading:
        return choosing.read_one(text, asked)

    def holds(self, value: str, asked: Asked) -> bool:
        return " " not in value and choosing.are_offered(value, asked.choices)

    def show(self, value: str, asked: Asked) -> str:
        return choosing.show_choices(value, asked.choices)

    def params(self, asked: Asked) -> Mapping[str, Param]:
        return {"count": len(asked.choices)}

    def example(self, asked: Asked) -> str:
        return "1"


class ChoicesValue(ChoiceValue):
    expect = "expect-choices"

    def typed(self, text: str, asked: Asked) -> Reading:
        return choosing.read_several(text, asked)

    def holds(self, value: str, asked: Asked) -> bool:
        return choosing.are_offered(value, asked.choices)

    def example(self, asked: Asked) -> str:
        return "1, 3" if len(asked.choices) > 2 else "1"


class RankValue(ChoicesValue):
    expect = "expect-rank"

    def typed(self, text: str, asked: Asked) -> Reading:
        return choosing.read_rank(text, asked)

    def holds(self, value: str, asked: Asked) -> bool:
        return super().holds(value, asked) and len(value.split(" ")) == len(asked.choices)

    def example(self, asked: Asked) -> str:
        return ", ".join(map(str, range(len(asked.choices), 0, -1)))


class AcknowledgeValue(Value):
    expect = "expect-acknowledge"

    def typed(self, text: str, asked: Asked) -> Reading:
        line = habits.plain(text)
        found = habits.words(line)
        agrees = len(line) < 100 and not set(found) & habits.NEGATIONS
        if agrees and (habits.is_polite(line) or set(found[:2]) & habits.AGREED):  # 'saya setuju'
            return Accepted("OK")
        return Problem("problem-acknowledge")

    def holds(self, value: str, asked: Asked) -> bool:
        return value == "OK"

    def example(self, asked: Asked) -> str:
        return "OK"


class PlaceValue(Value):
    expect = "expect-place"

    def typed(self, text: str, asked: Asked) -> Reading:
        return places.read_typed_place(text)

    def sent(self, raw: Sent, asked: Asked) -> Reading:
        return places.read_sent_place(raw)

    def holds(self, value: str, asked: Asked) -> bool:
        return places.is_place(value)

    def show(self, value: str, asked: Asked) -> str:
        return places.show_place(value) if places.is_place(value) else value

    def example(self, asked: Asked) -> str:
        return "-0.5022, 117.1537"


class FileValue(Value):
    """A file that the phone sends, read as the messenger's lasting id of it; the caller maps that to its own."""

    def __init__(self, expect: str, media: frozenset[Medium], mime: str) -> None:
        self.expect = expect
        self._media = media
        self._mime = mime  # a document with such a type is as good

    def typed(self, text: str, asked: Asked) -> Reading:
        line = habits.plain(text)
        if len(line) < 100 and habits.nothing(line):
            return Doubt(("",), "nihil")
        if habits.is_polite(line):
            return Problem("problem-politeness")
        return Problem("problem-file-expected", self._kind(asked))

    def sent(self, raw: Sent, asked: Asked) -> Reading:
        fits = raw.medium is Medium.DOCUMENT and raw.mime.lower().startswith(self._mime)
        if (raw.medium in self._media or fits) and raw.unique_id:
            return Accepted(raw.unique_id)
        return Problem("problem-file-kind", self._kind(asked))

    def holds(self, value: str, asked: Asked) -> bool:
        return any(choice.name == value for choice in asked.choices)

    def show(self, value: str, asked: Asked) -> str:
        """The file's name, when the caller offers it as the label of its id."""
        return next((choice.label for choice in asked.choices if choice.name == value), "")

    def _kind(self, asked: Asked) -> Mapping[str, Param]:
        return {"kind": asked.question.kind.value}


_ANY_FILE = frozenset(Medium) - {Medium.LOCATION}

KINDS: Mapping[Kind, Value] = {
    Kind.TEXT: TextValue(),
    Kind.BARCODE: BarcodeValue(),
    Kind.INTEGER: NumberValue("expect-integer"),
    Kind.DECIMAL: NumberValue("expect-decimal"),
    Kind.RANGE: RangeValue("expect-range"),
    Kind.DATE: DateValue(),
    Kind.TIME: TimeValue(),
    Kind.DATETIME: MomentValue(),
    Kind.SELECT_ONE: ChoiceValue(),
    Kind.SELECT_MULTIPLE: ChoicesValue(),
    Kind.RANK: RankValue(),
    Kind.ACKNOWLEDGE: AcknowledgeValue(),
    Kind.GEOPOINT: PlaceValue(),
    Kind.IMAGE: FileValue("expect-image", frozenset({Medium.PHOTO}), "image/"),
    Kind.AUDIO: FileValue("expect-audio", frozenset({Medium.AUDIO, Medium.VOICE}), "audio/"),
    Kind.VIDEO: FileValue("expect-video", frozenset({Medium.VIDEO}), "video/"),
    Kind.FILE: FileValue("expect-file", _ANY_FILE, ""),
    Kind.NOTE: Value(),
    Kind.CALCULATE: ComputedValue(),
    Kind.HIDDEN: Value(),
}
