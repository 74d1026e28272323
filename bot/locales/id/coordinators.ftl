## Koordinator

status-progress = { $complete } dari { $agencies } perangkat daerah lengkap
status-line = { $mark } { $agency } { $done }/{ $asked }
status-line-sent = { $mark } { $agency } { $done }/{ $asked } · { $sent } bagian terkirim
status-line-not-joined = { $mark } { $agency } { $done }/{ $asked } · belum bergabung
status-legend = ✉️ belum bergabung · ⚪ belum · 🟡 berjalan · ✅ lengkap
status-empty = Belum ada perangkat daerah dalam kuesioner ini.
agency-nobody = Belum ada perwakilan yang bergabung. Undangan dapat dikirim dari sini.
agency-seen = Terakhir aktif { $seen }
agency-hint = Ketuk sebuah bagian untuk melihat jawabannya.
agency-reopen =
    Buka kembali { $section } untuk { $agency }?
    Semua jawaban tetap tersimpan.
agency-reopened = ✓ { $section } sudah dibuka kembali. Perwakilannya kami beri tahu.
answers-of =
    { $agency }
    { $section }
answers-none = Belum ada jawaban di bagian ini.
invite-choice = Perwakilan perangkat daerah mana yang akan diundang?
invite-choice-alone =
    Perwakilan perangkat daerah mana yang akan diundang?
    ⚪ { $count } perangkat daerah belum punya perwakilan.
alert-section = ✅ { $agency } mengirim { $section }
alert-section-facts = { $done } dari { $asked } terisi · { $person }, { $clock }
alert-section-others = Bagian ini: { $done } dari { $asked } perangkat daerah sudah mengirim.
alert-complete =
    ✅ { $agency } sudah lengkap.
    Bagian terakhir, { $section }, dikirim { $person }, { $moment }.
alert-all-complete =
    ✅ Semua { $agencies } perangkat daerah sudah lengkap.
    Bagian terakhir: { $section } dari { $agency }.
    { $round } · { $region }
    Terima kasih atas kerja samanya.
alert-reopened =
    { $section } untuk { $agency } dibuka kembali oleh { $by }.
    Semua jawaban masih tersimpan. Mohon diperiksa dan dikirim lagi. Terima kasih.
