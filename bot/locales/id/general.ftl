# Kalimat Pilar dalam Bahasa Indonesia: resmi, hangat, singkat. Sapaan Bapak/Ibu; mohon; terima kasih.
# Teks pertanyaan ada di formulir, bukan di sini. Tanda &, < dan > ditulis sebagai entitas HTML.

language-own-name = Bahasa Indonesia

## Sapaan dan waktu

greeting-morning = Selamat pagi
greeting-day = Selamat siang
greeting-afternoon = Selamat sore
greeting-evening = Selamat malam
person-named = Bapak/Ibu { $name }
person-you = Bapak/Ibu
agency-in-region = { $agency } { $region }
date-moment = { $date } pukul { $clock }
date-today = hari ini pukul { $clock }
date-yesterday = kemarin pukul { $clock }
date-day = { $date } pukul { $clock }
date-due = Paling lambat { $moment } ({ $left })
date-was-due = Batas waktu { $moment } { $left }
date-passed = sudah lewat; masih kami tunggu.
date-days-left = { $days } hari lagi
date-tomorrow = besok
date-hours-left = hari ini, { $hours } jam lagi
date-minutes-left = hari ini, { $minutes } menit lagi
