## Kartu perangkat daerah dan tindakan koordinator

status-closed = Kuesioner ini sudah ditutup.
status-line-unreachable = { $mark } { $agency } { $done }/{ $asked } · tidak terjangkau
person-line = { $name } · { $role }
    { $seen }
person-representative = perwakilan
person-alternate = pimpinan atau pengganti
person-never = Belum pernah aktif
person-unreachable = ⛔ Memblokir bot, atau akunnya sudah tidak ada
agency-unreachable = Tidak ada perwakilan yang terjangkau. Mohon undang rekan lain atau hubungi langsung.
agency-contact = ☎ { $contact }
agency-own-deadline = Batas waktu sendiri; yang umum { $usual }
agency-acts = Terakhir dilakukan:
told-people = Yang kami beri tahu: { $names }.
told-nobody = Belum ada perwakilan yang dapat kami beri tahu.
told-unreachable = ⛔ Tidak terjangkau: { $names }.
section-close =
    Tutup { $section } untuk { $agency }?
    Jawabannya terkunci seperti sudah dikirim.
section-close-missing =
    { $count ->
       *[other] Masih ada { $count } jawaban wajib yang kosong.
    }
section-closed = ✓ { $section } sudah ditutup.
section-already = Bagian ini sudah berubah. Berikut keadaan yang terbaru.

## Batas waktu sendiri

problem-deadline = Mohon ketik tanggal batas waktunya.
problem-deadline-past = Waktu itu sudah lewat. Mohon pilih waktu yang akan datang.
problem-deadline-far = Waktu itu lebih dari setahun lagi. Mohon pilih yang lebih dekat.
problem-extension-earlier = Batas waktu sendiri harus setelah batas waktu umum.
extend-ask =
    Sampai kapan batas waktu { $agency } diperpanjang?
    Ketuk salah satu, atau ketik tanggalnya, misalnya { $example }.
extend-now = Sekarang: { $due }
extend-why =
    Diperpanjang sampai { $until }.
    Apa alasannya? Mohon ketik; perwakilannya akan membacanya.
extend-sure =
    Perpanjang batas waktu { $agency } sampai { $until }?
    Semula { $now }.
extend-reason = Alasan: { $reason }
agency-extended = ✓ Batas waktu diperpanjang sampai { $new }.

## Orang

people-of = Orang di { $agency }
person-remove = Hapus { $name } dari { $agency }? Semua jawabannya tetap tersimpan.
person-remove-told = Kami memberi tahu yang bersangkutan.
person-remove-unreachable = Yang bersangkutan tidak dapat kami beri tahu.
person-remove-last = Setelah ini belum ada perwakilan lagi. Undangan dapat dikirim dari sini.
person-removed = ✓ { $name } sudah dihapus. Semua jawabannya tetap tersimpan.
person-gone = Orang itu sudah tidak tercatat di perangkat daerah ini.
person-hand-over =
    Alihkan tugas { $name } di { $agency } ke rekan?
    Kami membuat undangan untuk satu orang. Begitu rekan itu membukanya, tugas beralih: semua jawaban tetap ada, dan { $name } kami beri tahu.
person-hand-over-whom = Tugas siapa yang dialihkan?
invitation-replacing =
    Yth. Bapak/Ibu,

    mohon kesediaannya meneruskan tugas { $name } sebagai wakil { $agency } dalam { $round }. Semua jawaban yang sudah ada tetap tersimpan.

    Silakan buka tautan ini di Telegram, lalu ketuk Mulai:
    { $link }

    Bila diminta kode, ketik: { $code }
    Undangan ini untuk satu orang dan berlaku sampai { $expires }.

    Terima kasih.
invitation-alternate =
    Yth. Bapak/Ibu pimpinan { $agency },

    mohon berkenan tercatat sebagai pimpinan atau pengganti dalam { $round }. Kami menghubungi Bapak/Ibu hanya bila perwakilannya memerlukan bantuan.

    Silakan buka tautan ini di Telegram, lalu ketuk Mulai:
    { $link }

    Bila diminta kode, ketik: { $code }
    Undangan ini untuk satu orang dan berlaku sampai { $expires }.

    Terima kasih.
invitation-leader =
    Yth. Bapak/Ibu pimpinan { $region },

    kami mengirimkan gambar kemajuan { $round } setiap hari kerja melalui Telegram, siap diteruskan.

    Silakan buka tautan ini, lalu ketuk Mulai:
    { $link }

    Bila diminta kode, ketik: { $code }
    Undangan ini untuk satu orang dan berlaku sampai { $expires }.

    Terima kasih.
invitation-coordinator =
    Yth. Bapak/Ibu,

    mohon kesediaannya menjadi koordinator { $region } untuk { $round } melalui Telegram.

    Silakan buka tautan ini, lalu ketuk Mulai:
    { $link }

    Bila diminta kode, ketik: { $code }
    Undangan ini untuk satu orang, memberi hak koordinator, dan berlaku sampai { $expires }. Mohon tidak diteruskan ke orang lain.

    Terima kasih.

## Kuesioner secara keseluruhan

controls-what = Apa yang akan dilakukan?
round-close =
    Tutup { $round }?
    Perwakilan masih dapat membaca jawabannya, tetapi tidak dapat mengubahnya. Pengingat berhenti. Tidak ada yang kami beri tahu.
round-close-rest =
    { $count ->
       *[other] { $count } perangkat daerah belum lengkap.
    }
round-closed-now = ✓ { $round } sudah ditutup.
round-reopen =
    Buka kembali { $round }?
    Perwakilan dapat mengisi lagi, dan pengingat berjalan lagi.
round-reopen-passed = Batas waktunya sudah lewat: { $deadline }. Setelah dibuka, mohon ubah batas waktunya bila perlu.
round-reopened-now = ✓ { $round } sudah dibuka kembali.
round-already = Kuesioner ini sudah berubah. Berikut keadaan yang terbaru.
round-none-open = Saat ini tidak ada kuesioner yang terbuka. { $status } menampilkan yang sudah ditutup; { $setup } menyiapkan yang baru.

## Kabar untuk perwakilan

tidings-hello = { $greeting }, { $person }.
tidings-extended =
    { $greeting }, { $person }.
    Batas waktu { $agency } diperpanjang oleh { $by } sampai { $until }.
tidings-thanks = Masih kami tunggu. Terima kasih.
tidings-extension-undone =
    { $greeting }, { $person }.
    Perpanjangan batas waktu { $agency } dibatalkan oleh { $by }. Yang berlaku:
tidings-section-closed =
    { $section } untuk { $agency } ditutup oleh { $by }.
    Semua jawaban tersimpan dan masih dapat dilihat. Bila ada yang perlu diubah, mohon hubungi koordinator. Terima kasih.
tidings-removed = Bapak/Ibu tidak lagi tercatat di { $agency }. Semua jawaban tetap tersimpan. Terima kasih atas bantuannya.
tidings-replaced = Tugas Bapak/Ibu untuk { $agency } sudah diteruskan oleh rekan. Semua jawaban tetap tersimpan. Terima kasih atas bantuannya.
tidings-restored = Bapak/Ibu kembali tercatat di { $agency }. Semua jawaban masih ada. Silakan dilanjutkan. Terima kasih.
tidings-restored-alternate = Bapak/Ibu kembali tercatat sebagai pimpinan atau pengganti { $agency }. Terima kasih.

## Tombol

button-close = Tutup
button-close-yes = Ya, tutup
button-undo = ↩ Batalkan
button-days = +{ $days } hari: { $date }
button-no-reason = Tanpa alasan
button-extend-yes = Ya, perpanjang
button-hand-over = Alihkan { $name }
button-hand-over-yes = Ya, buat undangan
button-remove-person = Hapus { $name }
button-round = ▸ { $round }
button-round-closed = 🔒 { $round }
control-recap = 📊 Rekap
control-nudge-late = 🔔 Ingatkan
control-nudge = 🔔 Ingatkan sekarang
control-calls = ☎ Hubungi
control-more = ⋯ Lainnya
control-extend = ⏳ Perpanjang
control-people = 👤 Orang
control-history = 🕘 Riwayat
control-deadline = ⏳ Batas waktu
control-announce = 📣 Pengumuman
control-export = ⬇ Ekspor
control-schedule = ⏰ Jadwal pengingat
control-invite-leader = Undang pimpinan
control-invite-coordinator = Undang koordinator
control-invite-alternate = Undang pengganti
control-close = Tutup kuesioner
control-close-yes = Ya, tutup kuesioner
control-reopen = Buka kembali kuesioner
control-reopen-yes = Ya, buka kembali
