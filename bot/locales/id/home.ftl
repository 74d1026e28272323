## Awal dan menu

welcome =
    { $greeting }, { $person }.
    { $you } mewakili { $agency } dalam { $round }.
welcome-load = { $questions } pertanyaan, kira-kira { $minutes } menit. Boleh dicicil: setiap jawaban langsung tersimpan.
home-round = { $round } · { $region }
home-progress = { $done } dari { $asked }
home-legend = ⚪ belum · 🟡 berjalan · ✅ siap dikirim · 🔒 terkirim
home-pillars = Pilar { $marks } { $full } dari { $pillars } lengkap
home-ready = ✅ { $count } bagian sudah lengkap, tinggal ditinjau dan dikirim.
home-ready-optional = ✅ { $count } bagian siap dikirim; masih ada pertanyaan pilihan yang boleh dilewati.
home-all-sent = Semua bagian sudah terkirim. Terima kasih.
home-closed = Kuesioner ini sudah ditutup. Jawaban masih dapat dilihat.
round-choice = Saat ini Bapak/Ibu ingin mengisi kuesioner yang mana?
agency-choice = Saat ini Bapak/Ibu ingin mengisi untuk perangkat daerah yang mana?
