## Pertanyaan

question-where = { $path } · { $number }/{ $total }
question-expected = { $expectation } · { $need }
question-ranking = Ketuk sesuai urutan, mulai dari yang utama.
question-required = wajib diisi
question-optional = boleh dilewati
question-present = Jawaban saat ini: { $value }
question-present-by = Jawaban saat ini: { $value } (dari { $name })
question-present-unavailable = Saat ini tercatat: data belum tersedia
question-present-unavailable-why = Saat ini tercatat: data belum tersedia ({ $why })
question-why = Mohon pilih alasannya, atau ketik sendiri.
question-no-choices = Belum ada pilihan yang sesuai dengan jawaban sebelumnya.
question-search = Ketik sebagian nama untuk mencari.
question-filtered = Hasil pencarian “{ $text }”.
question-fallback = Teks pertanyaan ini baru tersedia dalam { $language }.
question-ticked = ☑ { $value }. Bila sudah lengkap, mohon ketuk Selesai memilih.
question-fallback-hint = Keterangannya baru tersedia dalam { $language }.
question-more-follows = Bila masih ada lanjutannya, silakan kirim. Pesan berikutnya kami gabungkan.
reason-0 = Data belum dihitung
reason-1 = Menunggu rekap dari pihak lain
reason-2 = Tidak relevan bagi kami
reason-3 = Bukan kewenangan kami
doubt-nihil = Maksud Bapak/Ibu jumlahnya nol, atau datanya belum tersedia?
doubt-none = Apakah maksud Bapak/Ibu datanya belum tersedia?
doubt-nihil-words = Apakah “{ $reading }” jawabannya, atau datanya belum tersedia?
doubt-words = { $reading } ({ $words })
doubt-one = Mohon dipastikan, maksud Bapak/Ibu { $reading }?
doubt-two = Mohon dipastikan, maksud Bapak/Ibu { $first } atau { $second }?
doubt-many = Mohon dipastikan, mana yang Bapak/Ibu maksud?
colleague-now =
    { $name } baru saja menjawab pertanyaan ini.
    Jawabannya: { $theirs }
    Jawaban Bapak/Ibu: { $mine }
    Apakah ingin diganti?
colleague-answered =
    { $name } menjawab pertanyaan ini { $minutes } menit lalu.
    Jawabannya: { $theirs }
    Jawaban Bapak/Ibu: { $mine }
    Apakah ingin diganti?
colleague-earlier =
    { $name } sudah menjawab pertanyaan ini.
    Jawabannya: { $theirs }
    Jawaban Bapak/Ibu: { $mine }
    Apakah ingin diganti?
newer-answer =
    Setelah pesan itu, Bapak/Ibu sudah menjawab lagi.
    Jawaban terbaru: { $theirs }
    Pesan yang disunting: { $mine }
    Apakah ingin diganti?

## Jawaban dibacakan kembali

saved = ✓ { $label }: { $value }
saved-unchanged = ✓ { $label }: { $value } (tidak berubah)
saved-skipped = ↷ { $label }: dilewati
saved-cleared = ✓ { $label }: jawaban dihapus
saved-fallen = { $count } jawaban lain tidak lagi ditanyakan. Semuanya tetap kami simpan.
value-given = { $value }
value-files = { $count } berkas
value-items = { $count } isian
value-none = belum ada jawaban
value-skipped = dilewati
value-unavailable = data belum tersedia
value-unavailable-why = data belum tersedia ({ $why })

## Jenis jawaban yang ditunggu

expect-nothing = { "" }
expect-text = teks
expect-barcode = kode
expect-integer = angka bulat, { $unit }
expect-integer-bare = angka bulat
expect-decimal = angka, { $unit }
expect-decimal-bare = angka
expect-range = angka { $start } sampai { $end }, { $unit }
expect-range-bare = angka { $start } sampai { $end }
expect-year = tahun
expect-date = tanggal
expect-month = bulan dan tahun
expect-time = jam
expect-datetime = tanggal dan jam
expect-choice = pilih satu
expect-choices = pilih satu atau lebih
expect-rank = urutkan semua pilihan
expect-acknowledge = persetujuan
expect-place = lokasi: ketuk 📎, lalu Lokasi
expect-image = foto
expect-audio = rekaman suara
expect-video = video
expect-file = berkas atau foto
