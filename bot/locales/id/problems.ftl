## Jawaban yang belum dapat diterima

problem-own = ⚠️ { $text }
problem-said = ⚠️ { $text }
problem-example = Contoh: { $example }
problem-constraint = Jawaban ini belum sesuai dengan ketentuan pertanyaannya.
problem-required = Pertanyaan ini wajib diisi. Bila belum ada, mohon ketuk Data belum tersedia.
problem-reason = Mohon tuliskan alasannya.
problem-not-asked = Pertanyaan ini sudah tidak ditanyakan karena jawaban lain berubah.
problem-not-shown = Pilihan itu sudah tidak tersedia. Mohon pilih dari daftar yang terbaru.
problem-unseen = Kartu ini mungkin belum sempat terlihat, jadi pesan terakhir belum kami catat. Mohon jawab di sini.
problem-read-only = Isian ini terisi sendiri dan tidak dapat diubah.
problem-too-many-items = Paling banyak { $most } isian.
problem-politeness = Terima kasih. Mohon berkenan mengisi jawabannya.
problem-number = Mohon jawab dengan angka.
problem-integer = { $value } belum berupa bilangan bulat. Mohon tanpa koma.
problem-number-large = Angka ini terlalu besar. Mohon diperiksa lagi.
problem-number-range = Itu sebuah rentang. Mohon isi satu angka saja.
problem-number-several = Ada lebih dari satu angka. Mohon isi satu saja.
problem-number-vague = Mohon isi angka yang pasti. Bila memang { $number }, ketik { $number } saja.
problem-number-vague-bare = Mohon isi satu angka yang pasti.
problem-range = Mohon pilih angka { $start } sampai { $end }, dengan jarak { $step }.
problem-unit = Yang dimaksud di sini { $unit }, bukan { $typed }. Mohon ketik angkanya saja.
problem-unit-bare = Angka ini tidak memakai { $typed }. Mohon ketik angkanya saja.
problem-date = Mohon isi tanggal: hari, bulan, tahun.
problem-date-incomplete = Tanggalnya belum lengkap. Mohon isi hari, bulan, dan tahun.
problem-date-impossible = Tanggal { $day }/{ $month }/{ $year } tidak ada di kalender.
problem-date-impossible-bare = Tanggal { $day }/{ $month } tidak ada di kalender.
problem-date-far = Tahun { $year } di luar jangkauan { $from } sampai { $to }.
problem-time = Mohon isi jam dan menit.
problem-datetime = Mohon isi tanggal dan jamnya.
problem-time-missing = Tanggalnya sudah ada. Mohon kirim sekali lagi beserta jamnya.
problem-choice =
    { $count ->
        [0] Belum ada pilihan yang sesuai dengan jawaban sebelumnya.
       *[other] Itu belum ada dalam pilihan. Mohon ketuk salah satu tombol, atau ketik nomornya.
    }
problem-choice-part =
    { $count ->
        [0] Belum ada pilihan yang sesuai dengan jawaban sebelumnya.
       *[other] “{ $typed }” belum ada dalam pilihan. Mohon ketuk tombolnya, atau ketik nomor 1 sampai { $count }.
    }
problem-choice-position =
    { $count ->
        [0] Belum ada pilihan yang sesuai dengan jawaban sebelumnya.
       *[other] Tidak ada pilihan nomor { $typed }. Nomornya 1 sampai { $count }.
    }
problem-rank-twice = Ada pilihan yang disebut dua kali. Mohon urutkan { $count } pilihan, masing-masing sekali.
problem-rank-incomplete = Baru { $ranked } dari { $count } pilihan yang diurutkan. Mohon dilengkapi.
problem-place = Mohon kirim lokasi: ketuk 📎, lalu Lokasi. Koordinat juga dapat diketik.
problem-place-outside = Koordinat itu di luar peta. Mohon diperiksa lagi.
problem-file-too-big = Berkas ini lebih dari { $most } MB dan tidak dapat kami ambil. Mohon dikecilkan, misalnya dengan mengompres PDF-nya. Untuk berkas besar, operator dapat memasang server Bot API sendiri.
problem-typed-expected = Mohon ketik jawabannya.
problem-text-empty = Belum ada teks yang terbaca. Mohon dicoba sekali lagi.
problem-text-symbols = Mohon jawab dengan kata-kata.
problem-button = Tombol itu tidak cocok dengan pertanyaan ini. Mohon ketuk tombol pada pesan terbaru.
problem-acknowledge = Bila setuju, mohon ketuk tombolnya.
problem-file-expected =
    { $kind ->
        [image] Mohon kirim fotonya di sini: ketuk 📎.
        [audio] Mohon kirim rekaman suaranya di sini.
        [video] Mohon kirim videonya di sini: ketuk 📎.
       *[file] Mohon kirim berkas atau fotonya di sini: ketuk 📎.
    }
problem-file-kind =
    { $kind ->
        [image] Yang diminta sebuah foto. Mohon kirim fotonya.
        [audio] Yang diminta rekaman suara. Mohon kirim rekamannya.
        [video] Yang diminta sebuah video. Mohon kirim videonya.
       *[file] Yang diminta berkas atau foto. Mohon kirim salah satunya.
    }
problem-words-long = Terlalu panjang, jadi belum kami simpan: { $length } dari paling banyak { $most } huruf. Mohon dipersingkat.
problem-other = Jawaban ini belum dapat kami terima. Mohon dicoba sekali lagi.
