## Answers that cannot be accepted yet

problem-own = ⚠️ { $text }
problem-said = ⚠️ { $text }
problem-example = Example: { $example }
problem-constraint = This answer does not meet the question's condition yet.
problem-required = This question needs an answer. If there is none yet, please tap No data yet.
problem-reason = Please write the reason.
problem-not-asked = This question is no longer asked, because another answer changed.
problem-not-shown = That choice is no longer available. Please choose from the latest list.
problem-unseen = You may not have seen this card yet, so your last message was not recorded. Please answer here.
problem-read-only = This is filled in by itself and cannot be changed.
problem-too-many-items =
    { $most ->
        [one] At most { $most } entry.
       *[other] At most { $most } entries.
    }
problem-politeness = Thank you. Please kindly enter the answer.
problem-number = Please answer with a number.
problem-integer = { $value } is not a whole number yet. Please leave out the decimals.
problem-number-large = This number is too large. Please check it.
problem-number-range = That is a range. Please enter one number only.
problem-number-several = There is more than one number. Please enter one only.
problem-number-vague = Please enter an exact number. If it is { $number }, type just { $number }.
problem-number-vague-bare = Please enter one exact number.
problem-range = Please choose a number from { $start } to { $end }, in steps of { $step }.
problem-unit = The unit here is { $unit }, not { $typed }. Please type the number alone.
problem-unit-bare = This number does not take { $typed }. Please type the number alone.
problem-date = Please enter a date: day, month, year.
problem-date-incomplete = The date is not complete. Please enter day, month and year.
problem-date-impossible = The calendar has no { $day }/{ $month }/{ $year }.
problem-date-impossible-bare = The calendar has no { $day }/{ $month }.
problem-date-far = The year { $year } is outside { $from } to { $to }.
problem-time = Please enter hours and minutes.
problem-datetime = Please enter the date and the time.
problem-time-missing = The date is clear. Please send it once more with the time.
problem-choice =
    { $count ->
        [0] No choice fits the earlier answers yet.
       *[other] That is not among the choices. Please tap a button, or type its number.
    }
problem-choice-part =
    { $count ->
        [0] No choice fits the earlier answers yet.
       *[other] “{ $typed }” is not among the choices. Please tap its button, or type a number from 1 to { $count }.
    }
problem-choice-position =
    { $count ->
        [0] No choice fits the earlier answers yet.
       *[other] There is no choice number { $typed }. They are numbered 1 to { $count }.
    }
problem-rank-twice = A choice is named twice. Please rank the { $count } choices, each once.
problem-rank-incomplete = Only { $ranked } of { $count } choices are ranked. Please complete the order.
problem-place = Please send a location: tap 📎, then Location. You can also type the coordinates.
problem-place-outside = Those coordinates are off the map. Please check them.
problem-file-too-big = This file is larger than { $most } MB and we cannot fetch it. Please make it smaller, for example by compressing the PDF. For large files an operator can run a Bot API server of their own.
problem-typed-expected = Please type the answer.
problem-text-empty = We could not read any text. Please try once more.
problem-text-symbols = Please answer in words.
problem-button = That button does not belong to this question. Please use the latest message.
problem-acknowledge = If you agree, please tap the button.
problem-file-expected =
    { $kind ->
        [image] Please send the photo here: tap 📎.
        [audio] Please send the voice recording here.
        [video] Please send the video here: tap 📎.
       *[file] Please send the file or photo here: tap 📎.
    }
problem-file-kind =
    { $kind ->
        [image] A photo is needed here. Please send one.
        [audio] A voice recording is needed here. Please send one.
        [video] A video is needed here. Please send one.
       *[file] A file or photo is needed here. Please send one.
    }
problem-words-long = Too long, so it was not saved: { $length } of at most { $most } characters. Please shorten it.
problem-other = We could not take this answer yet. Please try once more.
