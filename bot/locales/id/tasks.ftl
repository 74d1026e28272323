## Tugas susulan: kartu koordinator

tasks-of = 📌 Tugas susulan · { $name }
tasks-none = Belum ada tugas susulan. Catatan asesor atau dokumen yang masih ditunggu dapat dijadikan tugas dengan batas waktu dalam jam.
task-title = 📌 Tugas susulan · { $agency }
task-wanted = 📄 { $wanted }
task-hours-left =
    { $hours ->
       *[other] { $hours } jam lagi
    }
task-minutes-left =
    { $minutes ->
       *[other] { $minutes } menit lagi
    }
task-late =
    { $hours ->
       *[other] lewat { $hours } jam; masih kami tunggu
    }
task-long-late = sudah lewat; masih kami tunggu
task-was-due = Batas waktu { $moment } ({ $left })
task-pieces =
    { $count ->
       *[other] 📎 { $count } sudah masuk:
    }
task-state-owed = Menunggu perangkat daerah
task-state-late = Menunggu perangkat daerah; batas waktu sudah lewat
task-state-delivered = Sudah dikirim, menunggu diperiksa
task-state-done = Selesai
task-state-cancelled = Ditarik kembali
task-delivered-by = Dikirim { $person }, { $when }
task-set-by = Dari { $person }, { $when }
task-counts = 📌 Tugas susulan: { $counts }
task-count-owed =
    { $count ->
       *[other] { $count } ditunggu
    }
task-count-late =
    { $count ->
       *[other] { $count } lewat batas waktu
    }
task-count-delivered =
    { $count ->
       *[other] { $count } menunggu diperiksa
    }
task-word = ↩ Yang masih kurang: { $word }
task-ask-done = Perangkat daerah belum menyatakan semuanya terkirim. Tetap tandai selesai?
task-ask-cancel = Tarik kembali tugas ini? Perwakilannya kami beri tahu.
task-why =
    Apa yang masih kurang dari { $agency }?
    Mohon ketik singkat; perwakilannya akan membacanya.
task-move =
    { $until }
    Menjadi kapan? Ketuk salah satu, dihitung dari sekarang, atau ketik waktunya, misalnya { $example }.
task-move-sure =
    Ubah batas waktu tugas ini?
    { $until }

## Tugas susulan: menetapkan

task-for-whom = Tugas susulan untuk perangkat daerah yang mana?
task-text-ask =
    Apa yang diminta dari { $agency }?
    Mohon ketik, atau tempel catatan asesor apa adanya.
task-wanted-ask = Dokumen apa yang diminta? Mohon ketik, misalnya SK tim dan notulen yang sudah ditandatangani.
task-until-ask = Sampai kapan? Ketuk salah satu, atau ketik waktunya, misalnya { $example }.
task-sure = Kirim tugas susulan ini ke { $agency }?
task-set =
    { $people ->
        [0] ✓ Tugas sudah dibuat. Belum ada perwakilan yang dapat kami beri tahu.
       *[other] ✓ Tugas sudah dibuat; { $people } orang kami beri tahu.
    }
task-ticked = ✓ Tugas selesai.
task-called-off = ✓ Tugas ditarik kembali.
task-sent-back = ✓ Tugas dikembalikan.
task-moved = ✓ Batas waktu tugas diubah.
problem-task-words = Mohon ketik dengan kata-kata.
problem-task-long = Terlalu panjang: { $length } dari paling banyak { $most } huruf. Mohon dipersingkat.
problem-task-gone = Rancangan tugas itu sudah tidak ada. Mohon mulai lagi.

## Tugas susulan: kabar

task-hello = { $greeting }, { $person }.
task-thanks = Terima kasih.
task-news-set = Untuk { $agency } ada tugas susulan dari { $by }:
task-news-back = Tugas susulan { $agency } dikembalikan oleh { $by } karena masih ada yang kurang:
task-news-moved = Batas waktu tugas susulan { $agency } diubah oleh { $by }:
task-news-revived = Tugas susulan untuk { $agency } ternyata masih diperlukan, kata { $by }:
task-news-kept = Tugas susulan { $agency } tidak jadi dikembalikan; { $by } akan memeriksanya:
task-news-done = Tugas susulan { $agency } dinyatakan selesai oleh { $by }. Terima kasih atas bantuannya:
task-news-cancelled = Tugas susulan { $agency } ditarik kembali oleh { $by }; tidak perlu dikirim lagi:
task-news-reminder = Tugas susulan { $agency } masih kami tunggu:
task-news-late = Tugas susulan { $agency } masih kami tunggu, walau batas waktunya sudah lewat:
task-news-delivered = { $agency } menyatakan tugas susulan sudah lengkap. Dikirim { $by }.
task-came-late = Dikirim setelah batas waktunya.

## Tugas susulan: perangkat daerah

task-mine = Tugas susulan { $agency }
task-mine-none = Tidak ada tugas susulan untuk { $agency }. Terima kasih.
task-how = Mohon kirim berkas, foto, album, atau tautan di sini; catatan dapat diketik. Setelah semuanya masuk, ketuk Sudah semua.
task-nothing-yet = Belum ada yang dikirim. Mohon kirim berkas, tautan, atau catatan dahulu.
task-waits = ✓ Sudah dikirim { $when }. Koordinator akan memeriksanya. Terima kasih.
task-not-kept = ⚠️ Yang baru dikirim tidak tersimpan: tugas ini sudah berakhir.
task-is-done = ✅ Selesai. Terima kasih atas bantuannya.
task-is-cancelled = Tugas ini ditarik kembali; tidak perlu dikirim lagi.
task-kept =
    { $count ->
       *[other] ✓ { $count } tersimpan.
    }

## Tugas susulan: di tempat lain

act-task-set = Tugas susulan untuk { $agency }: “{ $text }”, paling lambat { $due }
act-task-done = Tugas susulan { $agency } ditandai selesai: “{ $text }”
act-task-returned = Tugas susulan { $agency } dikembalikan: “{ $text }” ({ $reason })
act-task-returned-bare = Tugas susulan { $agency } dikembalikan: “{ $text }”
act-task-cancelled = Tugas susulan { $agency } ditarik kembali: “{ $text }”
act-task-moved = Batas waktu tugas susulan { $agency } diubah dari { $old } menjadi { $new }
command-tasks = Tugas susulan

call-task =
    { $count ->
        [1] 📌 Tugas susulan lewat batas waktu: “{ $text }”
       *[other] 📌 { $count } tugas susulan lewat batas waktu, yang pertama: “{ $text }”
    }

## Tombol

button-tasks = 📌 Tugas susulan
button-task-new = ＋ Tugas baru
button-task-open = Buka tugas
button-task-hours = { $hours } jam
button-task-nothing = Tanpa dokumen tertentu
button-task-send = Kirim tugas
button-task-again = Tulis ulang
button-task-files = 📎 Kirim berkasnya ke sini
button-task-done = ✅ Selesai
button-task-done-yes = Ya, selesai
button-task-back = ↩ Kembalikan
button-task-no-word = Tanpa keterangan
button-task-move = ⏳ Ubah batas waktu
button-task-move-yes = Ya, ubah
button-task-cancel = Tarik tugas
button-task-cancel-yes = Ya, tarik kembali
button-task-deliver = 📎 Kirim dokumen
button-task-all = ✓ Sudah semua
button-task-more = ＋ Tambah lagi
button-task-home =
    { $count ->
        [1] 📌 Tugas susulan · { $left }
       *[other] 📌 { $count } tugas susulan · { $left }
    }

## Lembar tugas susulan

sheet-tasks = Tugas susulan
sheet-tasks-is = Tugas dari catatan asesor: apa yang diminta, sampai kapan, dan bagaimana selesainya
export-task = Nomor tugas
export-task-text = Tugas
export-task-wanted = Dokumen yang diminta
export-task-by = Dari
export-task-at = Dibuat ({ $zone })
export-task-due = Batas waktu ({ $zone })
export-task-state = Keadaan
export-task-delivered = Dinyatakan lengkap ({ $zone })
export-task-delivered-by = Dikirim oleh
export-task-ended = Berakhir ({ $zone })
export-task-word = Alasan dikembalikan
export-task-pieces = Bukti
