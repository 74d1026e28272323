# Menyiapkan kuesioner baru dari percakapan.

setup-title = Kuesioner baru untuk { $region }
setup-step = Langkah { $step } dari { $steps }
setup-ready = Semua sudah lengkap. Kuesioner siap dibuka.
setup-open-yet = belum ada
setup-line = { $mark } { $label }: { $value }
setup-label-1 = Formulir
setup-label-2 = Nama
setup-label-3 = Batas waktu
setup-label-4 = Perangkat daerah
setup-form = { $title } · { $questions } pertanyaan, { $sections } bagian ({ $languages })
setup-form-bare = { $title } · { $questions } pertanyaan, { $sections } bagian
setup-agencies = { $count } perangkat daerah
setup-ask-1 = Mohon kirim formulirnya sebagai berkas XLSForm ({ $spellings }).
setup-ask-2 = Berikutnya: nama kuesioner, seperti yang akan dibaca perwakilan.
setup-ask-3 = Berikutnya: batas waktu.
setup-ask-4 = Berikutnya: daftar perangkat daerah.
setup-wanted-form = Mohon kirim formulirnya sebagai berkas XLSForm ({ $spellings }).
setup-wanted-name = Mohon ketik nama kuesioner, misalnya: Evaluasi Smart City 2024 Tahap I
setup-wanted-deadline = Mohon ketik batas waktunya, misalnya: { $example }
setup-wanted-agencies =
    Mohon kirim daftar perangkat daerah sebagai .xlsx atau CSV.
    Kolomnya: kode, nama, nama singkat, jenis, kontak (boleh kosong).
    Daftar ini diperiksa dulu; belum ada yang disimpan.
setup-zones = Batas waktu dibaca menurut jam mana?
setup-regions = Kuesioner ini untuk daerah yang mana?
setup-looking = Terima kasih. { $file } sedang kami periksa; hasilnya segera kami kirim.
setup-accepted = ✓ { $file } dapat dipakai.
setup-warnings = Ada { $count } catatan yang boleh diabaikan.
setup-refused =
    { $warnings ->
        [0] ⚠️ { $file } belum dapat dipakai: { $errors } hal perlu diperbaiki.
       *[other] ⚠️ { $file } belum dapat dipakai: { $errors } hal perlu diperbaiki, { $warnings } catatan.
    }
    Rinciannya berbahasa Inggris, dengan nomor barisnya. Setelah diperbaiki, mohon kirim lagi.
setup-unreadable = ⚠️ { $file } tidak dapat kami ambil atau baca. Mohon kirim lagi; paling besar 20 MB.
setup-list-refused = ⚠️ { $file } belum dapat dipakai. Mohon perbaiki baris berikut, lalu kirim lagi:
setup-list-accepted = ✓ { $file }: { $count } perangkat daerah, { $new } baru, { $known } sudah dikenal.
setup-orphans = ⚠️ { $count } pertanyaan tidak ditujukan kepada satu pun perangkat daerah dalam daftar ini.
setup-confirm =
    Buka { $round } untuk { $region }?
    { $agencies } perangkat daerah, { $questions } pertanyaan.
    { $due }

    Sesudahnya kami kirim semua undangan sebagai dokumen. Perwakilan yang sudah bergabung kami kabari pada jam kerja.
setup-opened =
    ✓ { $round } untuk { $region } sudah dibuka bagi { $agencies } perangkat daerah.
    Undangannya sedang kami siapkan: satu lembar .xlsx dan satu lembar kode QR untuk dicetak.
setup-give-up = Batalkan persiapan kuesioner ini? Yang sudah dikirim ke sini kami lupakan.
setup-gave-up = Persiapan kuesioner dibatalkan.
setup-trying = Bapak/Ibu mencoba formulir sebagai perangkat daerah percobaan. Jawabannya tidak masuk ke mana pun.
setup-trial-agency = Uji Coba
setup-trial-round = Uji coba: { $title }
setup-template = Contoh daftar perangkat daerah. Mohon isi, lalu kirim kembali ke sini.
setup-invitations = Undangan { $round }: tautan, kode, dan teks WhatsApp untuk { $count } perangkat daerah. Setiap tautan hanya tertulis di dokumen ini.
setup-qr = Undangan { $round } sebagai kode QR, siap dicetak dan digunting.
invitations-title = Undangan { $round }
invitations-note = { $region }. Berlaku sampai { $expires }. Setiap tautan khusus untuk satu perangkat daerah.
invitations-agency = Perangkat daerah
invitations-contact = Kontak
invitations-people = Sudah bergabung
invitations-link = Tautan
invitations-code = Kode
invitations-text = Teks WhatsApp
invitations-how = Pindai dengan kamera ponsel, lalu ketuk Mulai. Khusus perwakilan perangkat daerah ini.
button-setup-try = Coba dulu
button-setup-tried = ✓ Selesai mencoba
button-setup-go-on = ▶ Lanjutkan persiapan
button-setup-name = Nama
button-setup-deadline = Batas waktu
button-setup-agencies = Perangkat daerah
button-setup-zone = Jam: { $zone }
button-setup-last = Pakai { $count } perangkat daerah yang lalu
button-setup-template = Unduh contoh daftar
button-setup-open = Buka kuesioner
button-setup-open-yes = Ya, buka sekarang
button-setup-give-up = Batalkan persiapan
button-setup-give-up-yes = Ya, batalkan
problem-setup-name = Nama kuesioner perlu 1 sampai 200 huruf, dalam satu pesan.
problem-setup-taken = Kuesioner dengan nama itu sudah ada di daerah ini. Mohon pilih nama lain.
problem-setup-not-ready = Persiapannya belum lengkap.
problem-setup-file = Mohon kirim sebagai berkas, bukan sebagai teks atau foto.
problem-setup-large = Berkas ini lebih dari 20 MB. Mohon kirim yang lebih kecil.
file-template = daftar-perangkat-daerah
file-invitations = undangan
file-qr = undangan-qr
list-title = Perangkat daerah
list-kinds = Jenis
list-header-code = kode
list-header-name = nama
list-header-short = nama singkat
list-header-kind = jenis
list-header-contact = kontak
list-row-1 = dinkes; Dinas Kesehatan; Dinkes; dinkes; Kasubbag Program, 0812…
list-row-2 = diskominfo; Dinas Komunikasi dan Informatika; Diskominfo; kominfo
export-choice =
    Unduh jawaban { $round }. Mohon pilih berkasnya:

    Lengkap – satu buku kerja: ringkasan, jawaban, isian berulang, bukti, riwayat.
    Urutan nasional – baseline, output, outcome, impact, quick win, kolaborasi.
    CSV ODK – untuk alat yang membaca ODK Central.
    Bukti dukung – semua berkasnya, tertata per pertanyaan.
export-preparing = Berkasnya sedang kami siapkan dan segera dikirim ke sini.
export-caption = { $region } · { $round }, keadaan { $moment }.
button-export-xlsx = Lengkap (.xlsx)
button-export-national = Urutan nasional (.xlsx)
button-export-odk = CSV ODK (.zip)
button-export-language = Bahasa berkas: { $language }
