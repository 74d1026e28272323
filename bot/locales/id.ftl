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

## Tombol

button-menu = ☰ Menu
button-begin = ▶ Mulai
button-continue = ▶ Lanjutkan
button-continue-in = ▶ Lanjutkan: { $section }
button-sections = Semua bagian
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
home-evidence = 📎 { $count } jawaban belum ada bukti dukungnya.
home-closed = Kuesioner ini sudah ditutup. Jawaban masih dapat dilihat.
agency-choice = Saat ini Bapak/Ibu ingin mengisi untuk perangkat daerah yang mana?

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
colleague-changed = Pertanyaan ini sudah dijawab { $name }, { $when }.

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
problem-file-too-big = Berkas ini lebih dari { $most } MB. Mohon kirim versi yang lebih kecil atau tautannya.
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
problem-other = Jawaban ini belum dapat kami terima. Mohon dicoba sekali lagi.

## Daftar, tinjauan, pengiriman

line-open = ⚪ belum diisi
line-open-optional = – belum diisi, boleh dilewati
line-unfit = ⚠️ perlu dipilih lagi
and-more = dan { $count } lagi
review-not-yet = Belum siap dikirim.
review-refused = ⚠️ Belum dapat dikirim: masih ada { $count } pertanyaan yang perlu dilengkapi.
review-ready = Sudah lengkap. Mohon diperiksa, lalu dikirim.
review-sent = 🔒 Sudah terkirim. Bila ada yang perlu diubah, mohon hubungi koordinator.
review-gaps = Kurang { $count }:
review-answers = Jawaban lain:
submitted =
    ✅ { $section } sudah kami terima, { $asked } pertanyaan, { $moment }.
    Terima kasih.
submitted-unavailable = { $count } jawaban tercatat “data belum tersedia”.
submitted-locked = Jawabannya kini terkunci. Bila ada yang perlu diubah, mohon hubungi koordinator.
submitted-left = Masih ada { $count } bagian:
submitted-all = Semua bagian sudah terkirim. Terima kasih banyak atas kerja samanya.
state-draft = masih diisi
state-submitted = terkirim
state-returned = dikembalikan untuk perbaikan
state-accepted = diterima

## Daftar isian berulang

repeat-empty = Belum ada isian.
repeat-untitled = (belum bernama)
repeat-unfinished = (belum lengkap)
repeat-remove = Hapus isian ini beserta jawaban di dalamnya?
repeat-remove-named = Hapus “{ $item }” beserta jawaban di dalamnya?

## Koordinator

status-progress = { $complete } dari { $agencies } perangkat daerah lengkap
status-line = { $mark } { $agency } { $done }/{ $asked }
status-line-sent = { $mark } { $agency } { $done }/{ $asked } · { $sent } bagian terkirim
status-line-not-joined = { $mark } { $agency } { $done }/{ $asked } · belum bergabung
status-legend = ✉️ belum bergabung · ⚪ belum · 🟡 berjalan · ✅ lengkap
status-empty = Belum ada perangkat daerah dalam kuesioner ini.
agency-nobody = Belum ada perwakilan yang bergabung. Undangan dapat dikirim dari sini.
agency-people = Perwakilan: { $names }
agency-seen = Terakhir aktif { $seen }
agency-hint = Ketuk sebuah bagian untuk melihat jawabannya.
agency-reopen =
    Buka kembali { $section } untuk { $agency }?
    Semua jawaban tetap tersimpan, dan perwakilannya kami beri tahu.
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

## Undangan

invitation =
    Yth. Bapak/Ibu perwakilan { $agency },

    mohon kesediaannya mengisi { $round } melalui Telegram: { $questions } pertanyaan, kira-kira { $minutes } menit, boleh dicicil.
    Batas waktu: { $deadline }.

    Silakan buka tautan ini, lalu ketuk Mulai:
    { $link }

    Bila diminta kode, ketik: { $code }
    Undangan ini khusus untuk perwakilan tersebut dan berlaku sampai { $expires }.

    Terima kasih.
invitation-invalid = Undangan ini tidak kami kenali. Mohon periksa tautan atau kodenya, atau minta undangan baru kepada koordinator.
invitation-expired = Masa berlaku undangan ini sudah habis. Mohon minta undangan baru kepada koordinator. Terima kasih.
invitation-used = Undangan ini sudah terpakai. Mohon minta undangan baru kepada koordinator. Terima kasih.
invitation-closed = Kuesioner untuk undangan ini sudah ditutup. Untuk keterangan, mohon hubungi koordinator.
invitation-slow-down = Mohon tunggu beberapa menit sebelum mencoba kode berikutnya.

## Pemberitahuan

stranger = Selamat datang. Layanan ini khusus bagi yang menerima undangan dari koordinator. Bila sudah menerimanya, mohon buka tautannya atau ketik kodenya di sini.
code-wanted = Selamat datang. Mohon ketik kode undangan yang tertulis di bawah tautan. Terima kasih.
already-joined = Bapak/Ibu sudah terdaftar sebagai perwakilan { $agency }. Silakan lanjutkan.
coordinator-joined =
    Selamat datang, { $name }. Sebagai koordinator { $region }, dari sini Bapak/Ibu dapat:
    { $status } – melihat siapa yang sudah dan belum mengisi
    { $invite } – mengundang perwakilan perangkat daerah
    { $help } – membaca bantuan
unasked-sticker = Terima kasih stikernya. Untuk menjawab pertanyaan, mohon ketuk tombol atau ketik jawabannya.
unasked-voice = Pesan suara belum dapat kami baca. Mohon ketik jawabannya.
unasked-contact = Nomor kontak tidak diperlukan. Rekan dapat diundang oleh koordinator.
unasked-location = Saat ini tidak ada pertanyaan tentang lokasi, jadi lokasi ini tidak kami simpan.
unasked-forward = Pesan terusan ini belum kami catat sebagai jawaban. Bila memang jawabannya, mohon salin teksnya lalu kirim di sini.
unasked-file = Saat ini tidak ada pertanyaan yang menunggu berkas, jadi berkas ini belum kami simpan. Mohon buka pertanyaannya dulu, lalu kirim lagi.
unasked-text = Belum ada pertanyaan yang terbuka, jadi pesan ini belum kami catat. Mohon lanjutkan, lalu jawab di sana.
unasked-poll = Jajak pendapat tidak dapat kami catat. Mohon ketuk tombol atau ketik jawabannya.
unasked-coordinator = Terima kasih. Kiriman ini tidak perlu kami catat. Sebagai koordinator, Bapak/Ibu dapat memakai { $status } dan { $invite }.
unasked-edited = Perubahan pesan itu tidak mengubah jawaban. Untuk memperbaiki, mohon buka pertanyaannya.
unasked-other = Kiriman ini belum dapat kami baca. Mohon ketuk tombol atau ketik jawabannya.
tap-wanted = Pertanyaan ini dijawab dengan tombol. Mohon ketuk salah satunya.
trouble-not-saved = ⚠️ Jawaban belum tersimpan karena ada gangguan pada penyimpanan kami. Mohon kirim lagi beberapa menit lagi. Terima kasih.
trouble-unreadable = ⚠️ Kiriman terakhir belum dapat kami olah dan belum tersimpan. Mohon dicoba sekali lagi.
trouble-file-too-big = ⚠️ Berkas ini lebih dari 20 MB, jadi belum dapat kami simpan. Mohon kirim versi yang lebih kecil atau tautannya.
trouble-not-allowed = Bagian ini tidak tersedia untuk Bapak/Ibu. Untuk keterangan, mohon hubungi koordinator.
trouble-unknown-command = Perintah itu belum kami kenal. Daftar perintah ada di tombol menu di samping kotak pesan.
trouble-unknown-agency = Perangkat daerah dengan nama itu tidak ditemukan. Mohon periksa ejaannya.
language-choice = Mohon pilih bahasa.
help-representative =
    Jawab dengan mengetuk tombol atau mengetik. Setiap jawaban langsung tersimpan dan dibacakan kembali.

    { $continue } – lanjut ke pertanyaan yang belum terisi
    { $sections } – lihat semua bagian
    { $review } – tinjau jawaban, lalu kirim
    { $language } – ganti bahasa

    Salah ketik? Sunting pesan Bapak/Ibu, atau buka kembali pertanyaannya.
    Data belum ada? Ketuk Data belum tersedia.
help-coordinator =
    { $status } – siapa yang sudah dan belum mengisi; tambahkan nama perangkat daerah untuk rinciannya
    { $invite } – undangan yang siap diteruskan lewat WhatsApp
    { $language } – ganti bahasa

    Kami memberi kabar saat ada bagian yang dikirim dan saat semuanya lengkap.
help-ask = Perlu bantuan? Mohon hubungi koordinator: { $names }.
locked-section = { $section } sudah terkirim, jadi jawabannya terkunci. Bila ada yang perlu diubah, mohon hubungi koordinator.
stale-card = Tombol itu dari pesan lama. Berikut keadaan yang terbaru.
deadline-passed = Silakan dilanjutkan. Terima kasih.
round-closed = { $round } sudah ditutup. Jawaban Bapak/Ibu tersimpan dan masih dapat dilihat. Terima kasih.
no-round = Saat ini belum ada kuesioner yang dibuka untuk Bapak/Ibu. Untuk keterangan, mohon hubungi koordinator.
welcome-back = Mohon maaf, layanan kami sempat terhenti. Jawaban yang sudah bertanda ✓ aman. Berikut pertanyaan terakhir Bapak/Ibu.
in-group =
    Terima kasih sudah menambahkan kami. Di grup ini, koordinator dapat memakai { $status }.
    Kuesioner diisi lewat percakapan pribadi.
link-in-group = Undangan ini untuk satu orang. Mohon buka tautannya lewat percakapan pribadi dengan kami. Di grup ini undangannya belum terpakai.
private-only = Demi kerahasiaan jawaban, mohon lakukan ini lewat percakapan pribadi.
toast-saved = Tersimpan
toast-unchanged = Sudah tercatat
toast-stale = Tombol lama; berikut yang terbaru
toast-not-saved = Belum tersimpan, mohon coba lagi
toast-not-allowed = Tidak tersedia untuk Bapak/Ibu
toast-no-picture = Gambarnya belum disertakan pembuat kuesioner

## Perintah

command-start = Buka kuesioner
command-continue = Lanjut ke pertanyaan yang belum terisi
command-sections = Lihat semua bagian dan pilar
command-review = Tinjau jawaban, lalu kirim
command-language = Ganti bahasa
command-help = Bantuan
command-status = Siapa yang sudah dan belum mengisi
command-invite = Undang perwakilan perangkat daerah
