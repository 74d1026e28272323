## Tombol

button-menu = ☰ Menu
button-begin = ▶ Mulai
button-continue = ▶ Lanjutkan
button-continue-in = ▶ Lanjutkan: { $section }
button-sections = Semua bagian
button-rounds = Ganti kuesioner
button-agencies = Ganti perangkat daerah
button-back = ◀ Kembali
button-next = Lanjut ▶
button-skip = Lewati
button-unavailable = Data belum tersedia
button-cancel = ◀ Batal
button-clear = Hapus jawaban
button-change = Ubah
button-more = + Tambahkan
button-pictures = 🖼 Lihat gambar
button-all-sent = Sudah lengkap, lanjut ▶
button-acknowledge = ✓ Ya, saya setuju
button-done =
    { $count ->
        [0] Selesai memilih
       *[other] Selesai memilih ({ $count })
    }
button-first = ▶ Jawab dulu: { $question }
button-all-choices = Tampilkan semua pilihan
button-replace = Ganti dengan jawaban saya
button-keep = Biarkan jawaban rekan
button-replace-newer = Ganti dengan yang disunting
button-keep-newer = Biarkan yang terbaru
button-review = Tinjau
button-review-in = Tinjau dan kirim: { $section }
button-fill-gaps = ▶ Isi yang kurang
button-submit = Kirim { $section }
button-add = + Tambah
button-remove = Hapus
button-remove-yes = Ya, hapus
button-no-more = Cukup, lanjut ▶
button-none = Tidak ada, lanjut ▶
button-invite = Undang perwakilan
button-agency = Lihat perangkat daerah
button-all-agencies = Semua perangkat daerah
button-back-to = ◀ { $name }
button-see-answers = Lihat jawaban
button-reopen = Buka kembali
button-reopen-yes = Ya, buka kembali
button-status = Lihat status
button-whatsapp = Bagikan lewat WhatsApp
button-copy-link = Salin tautan
