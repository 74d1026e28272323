## Kabar untuk koordinator

alert-section-facts-bare = { $done } dari { $asked } terisi · { $clock }
alert-complete-bare =
    ✅ { $agency } sudah lengkap.
    Bagian terakhir, { $section }, dikirim { $moment }.
alert-opened-again = ↩️ { $section } untuk { $agency } dibuka kembali oleh { $by }, { $clock }. Semua jawaban tetap tersimpan.
alert-opened-again-bare = ↩️ { $section } untuk { $agency } dibuka kembali, { $clock }. Semua jawaban tetap tersimpan.
alert-joined-representative = 👤 { $person } kini mewakili { $agency }.
alert-joined-representative-bare = 👤 { $agency } kini punya perwakilan.
alert-joined-alternate = 👤 { $person } tercatat sebagai pimpinan atau pengganti { $agency }.
alert-joined-alternate-bare = 👤 Pimpinan atau pengganti { $agency } sudah bergabung.
alert-joined-leader = 👤 { $person } bergabung sebagai pimpinan.
alert-joined-leader-bare = 👤 Pimpinan sudah bergabung.
alert-gathered-all = ✅ Semua { $agencies } perangkat daerah sudah lengkap. Terima kasih atas kerja samanya.
alert-news-complete = ✅ { $agency } sudah lengkap
alert-news-sent = 🟡 { $agency } mengirim { $sections }
alert-news-reopened = ↩️ { $agency }: { $sections } dibuka kembali

## /kabar

alerts-choice =
    Kapan kami mengabari Bapak/Ibu tentang bagian yang dikirim, dibuka kembali, dan orang yang bergabung?
    Saat ini: { $now }.
    Kabar bahwa semua perangkat daerah lengkap selalu kami kirim langsung.
alerts-now = langsung
alerts-hourly = setiap jam
alerts-digest = dalam rekap harian
button-alerts-now = Langsung
button-alerts-hourly = Setiap jam
button-alerts-digest = Dalam rekap harian
