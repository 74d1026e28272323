## Riwayat tindakan koordinator

history-of = Riwayat { $title }
history-none = Belum ada tindakan.
act-who = { $person }, { $when }
act-by-nobody = Administrator
act-was-undone = dibatalkan
act-other = Tindakan lain
act-undone = Dibatalkan: { $what }
act-extended = Batas waktu { $agency } diperpanjang sampai { $new }. Alasan: { $reason }
act-extended-bare = Batas waktu { $agency } diperpanjang sampai { $new }
act-section-closed = { $section } untuk { $agency } ditutup
act-section-reopened = { $section } untuk { $agency } dibuka kembali
act-person-removed = { $name } dihapus dari { $agency }
act-handed-over = Undangan untuk meneruskan tugas { $name } di { $agency } dibuat
act-replaced = Tugas { $name } di { $agency } diteruskan oleh { $newcomer }
act-invited =
    { $role ->
        [alternate] Undangan untuk pimpinan atau pengganti { $agency } dibuat
       *[representative] Undangan untuk perwakilan { $agency } dibuat
    }
act-invited-region =
    { $role ->
        [assessor] Undangan untuk asesor dibuat
        [leader] Undangan untuk pimpinan daerah dibuat
       *[coordinator] Undangan untuk koordinator dibuat
    }
act-opened = Kuesioner dibuka untuk { $agencies } perangkat daerah
act-group-begun = Rekap dan kabar mulai dikirim ke sebuah grup
act-group-ended = Rekap dan kabar ke sebuah grup dihentikan
act-round-closed = Kuesioner ditutup
act-round-reopened = Kuesioner dibuka kembali
undo-sure = Batalkan tindakan ini? Yang perlu tahu kami beri tahu.
undo-done = ✓ Tindakan itu sudah dibatalkan.
undo-before = Tindakan itu sudah dibatalkan sebelumnya.
undo-moved-on = Tindakan itu tidak dapat dibatalkan lagi karena keadaannya sudah berubah sejak itu.
button-undo-number = ↩ Batalkan { $number }
button-undo-yes = Ya, batalkan
