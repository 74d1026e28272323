## News for coordinators

alert-section-facts-bare = { $done } of { $asked } answered · { $clock }
alert-complete-bare =
    ✅ { $agency } is complete.
    Last section: { $section }, sent { $moment }.
alert-opened-again = ↩️ { $section } of { $agency } was reopened by { $by }, { $clock }. All answers are kept.
alert-opened-again-bare = ↩️ { $section } of { $agency } was reopened, { $clock }. All answers are kept.
alert-joined-representative = 👤 { $person } now represents { $agency }.
alert-joined-representative-bare = 👤 { $agency } now has a representative.
alert-joined-alternate = 👤 { $person } joined as head or deputy of { $agency }.
alert-joined-alternate-bare = 👤 The head or deputy of { $agency } has joined.
alert-joined-leader = 👤 { $person } joined as a leader.
alert-joined-leader-bare = 👤 A leader has joined.
alert-gathered-all = ✅ All { $agencies } agencies are complete. Thank you for your work.
alert-news-complete = ✅ { $agency } is complete
alert-news-sent = 🟡 { $agency } sent { $sections }
alert-news-reopened = ↩️ { $agency }: { $sections } reopened

## /alerts

alerts-choice =
    When would you like to hear of sections that are sent or reopened, and of people who join?
    At present: { $now }.
    That all agencies are complete we always tell you at once.
alerts-now = at once
alerts-hourly = every hour
alerts-digest = in the daily digest
button-alerts-now = At once
button-alerts-hourly = Every hour
button-alerts-digest = In the daily digest
