## Whom to call

calls-count =
    { $count ->
        [one] { $count } agency to call.
       *[other] { $count } agencies to call, the most urgent first.
    }
calls-none = There is no agency to call just now.
call-gone = ⛔ None of its representatives can be reached on Telegram.
call-never = ✉️ Nobody has joined.
call-overdue =
    { $count ->
        [one] ⏳ Deadline { $moment }; { $count } section still awaited.
       *[other] ⏳ Deadline { $moment }; { $count } sections still awaited.
    }
call-silent =
    { $count ->
        [one] 💤 Quiet for long; { $count } section still awaited.
       *[other] 💤 Quiet for long; { $count } sections still awaited.
    }
call-person = { $name } · { $seen }
call-person-unreachable = ⛔ { $name } · { $seen }
call-never-seen = never active
call-contact = ☎ { $contact }
call-no-contact = ☎ No contact has been noted.
button-call-invite = Invite
button-call-extend = Extend
button-invite-another = Invite a colleague
unreachable = ⛔ { $person } of { $agency } can no longer be reached on Telegram.
unreachable-others = Others who can still be reached: { $names }.
unreachable-nobody = Nobody else of the agency can be reached. Please invite a colleague or call.
