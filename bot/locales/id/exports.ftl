## Ekspor: nama lembar (paling banyak 31 huruf), judul kolom, kata di dalam sel

export-kind-xlsx = jawaban
export-kind-national = urutan nasional
export-kind-odk = ODK
export-kind-odk-split = ODK terpisah

sheet-about = Tentang
sheet-summary = Ringkasan
sheet-answers = Jawaban per perangkat daerah
sheet-list = Daftar jawaban
sheet-evidence = Bukti dukung
sheet-history = Riwayat perubahan
sheet-columns = Penjelasan kolom
sheet-long-texts = Teks panjang
sheet-no-block = Pertanyaan lain
sheet-summary-is = Kemajuan tiap perangkat daerah di tiap bagian, dan sejak kapan statusnya
sheet-answers-is = Satu baris per perangkat daerah, satu kolom per pertanyaan; pilihan disertai labelnya
sheet-list-is = Satu baris per jawaban, dengan satuan, keterangan, pengisi, dan waktunya
sheet-records-is = Satu baris per data dari: { $list }
sheet-evidence-is = Semua bukti dukung dan berkas jawaban, beserta pertanyaan dan asalnya
sheet-history-is = Setiap perubahan jawaban dan setiap tindakan koordinator, dari yang terlama
sheet-columns-is = Arti tiap kolom jawaban, dan versi formulir yang memuatnya
sheet-block-is = Pertanyaan blok { $block } menurut urutan formulir; yang belum dijawab diberi tanda

export-region = Daerah
export-round = Putaran
export-form = Kuesioner
export-form-version = Versi formulir
export-notice = Catatan
export-deadline = Batas waktu ({ $zone })
export-made = Dibuat ({ $zone })
export-tone-not-asked = Tidak ditanyakan kepada perangkat daerah ini, atau tidak lagi ditanyakan karena jawaban lain
export-tone-unavailable = Data belum tersedia menurut perangkat daerah; alasannya ada di daftar jawaban

export-agency-code = Kode perangkat daerah
export-agency = Perangkat daerah
export-representatives = Perwakilan
export-seen = Terakhir aktif ({ $zone })
export-answered = Terisi
export-of = Dari
export-missing = Kurang
export-status = Status
export-since = Sejak ({ $zone })
export-status-draft = Draf
export-status-submitted = Terkirim
export-status-returned = Dikembalikan untuk perbaikan
export-status-accepted = Terverifikasi

export-section = Bagian
export-question = Pertanyaan
export-name = Nama
export-record = Data ke-
export-items = Id data
export-value = Nilai
export-label = Label
export-unit = Satuan
export-standing = Keterangan
export-reason = Alasan
export-who = Oleh
export-when = Waktu ({ $zone })
export-what = Peristiwa
export-revision = Revisi
export-undone = Dibatalkan
export-choice-label = { $question } · label
export-latitude = lintang
export-longitude = bujur
export-altitude = ketinggian
export-accuracy = ketelitian
export-standing-given = Dijawab
export-standing-unavailable = Data belum tersedia
export-standing-skipped = Dilewati
export-standing-cleared = Dihapus
export-standing-computed = Dihitung
export-standing-open = Belum dijawab

export-file = Berkas
export-file-name = Nama berkas
export-type = Jenis
export-bytes = Bita
export-file-standing = Tersimpan
export-file-used = Dipakai jawaban sekarang
export-file-kept = Ya
export-file-waiting = Sedang diambil
export-file-lost = Tidak dapat diambil
export-sha256 = SHA-256
export-yes = Ya
export-no = Tidak

export-column = Kolom
export-sheet = Lembar
export-scope = Dijawab oleh
export-scope-agency = Setiap perangkat daerah
export-scope-region = Daerah, satu kali
export-dimension = Blok
export-versions = Versi
export-cell = Sel
export-part = Potongan
export-text = Teks
export-continued = … [teks lengkap di lembar “{ $sheet }”]

export-number = No.
export-pillar = Pilar
export-sub-dimension = Subdimensi

act-form-updated = Formulir diperbarui dari versi { $old } ke { $new }
