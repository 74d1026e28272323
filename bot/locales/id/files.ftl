## Berkas yang belum dapat diterima, dan ekspor bukti dukung

file-unnamed =
    { $medium ->
        [photo] foto
        [voice] rekaman suara
        [audio] rekaman suara
        [video] video
       *[other] berkas
    }
file-not-kept =
    📎 { $file }
    { $question }

    Kiriman ini belum dapat kami terima untuk { $agency }.
file-not-kept-bare =
    📎 { $file }

    Kiriman ini belum dapat kami terima untuk { $agency }.
file-not-kept-empty = Berkasnya kosong (0 bita). Mohon diperiksa lalu kirim lagi berkas yang utuh. Terima kasih.
file-not-kept-program = Demi keamanan, program dan skrip tidak kami simpan, apa pun namanya. Mohon kirim dokumennya sebagai PDF atau foto. Terima kasih.
file-not-kept-bomb = Isi berkas ini terlalu besar bila dibuka. Mohon kirim dokumennya langsung, tanpa dimampatkan, atau tautannya. Terima kasih.
file-not-kept-disguised = Isi berkas ini tidak sesuai dengan namanya, jadi tidak dapat dibuka dengan aman. Mohon simpan ulang sebagai PDF, lalu kirim lagi. Terima kasih.
file-not-kept-lost = Berkas ini belum berhasil kami ambil dari Telegram. Mohon kirim sekali lagi; bila lebih dari { $most } MB, kirim tautannya. Terima kasih.
file-not-kept-other = Mohon kirim dokumennya sebagai PDF atau foto. Terima kasih.
button-send-again = 📎 Kirim lagi
files-lost = 📎 { $count } berkas dari { $agency } belum berhasil kami ambil dari Telegram. Pengirimnya sudah kami mohon untuk mengirim lagi.

export-kind-evidence = bukti dukung
export-part-of = bagian { $part } dari { $parts }

proof-skipped-words = apakah adakah ada berapa berapakah sejauh mana manakah bagaimana siapa kapan di dari ke untuk yang dan atau dengan pada dalam oleh sudah telah adalah jumlah persen persentase tahun ini itu para
proof-record = data-
proof-folder-group = bukti-bersama
proof-folder-task = tugas-susulan
proof-file = Berkas
proof-agency-code = Kode perangkat daerah
proof-agency = Perangkat daerah
proof-section = Bagian
proof-number = Nomor
proof-question = Pertanyaan
proof-record-place = Data ke-
proof-kind = Jenis bukti
proof-own-name = Nama dari pengirim
proof-content = Tautan atau isi
proof-caption = Keterangan
proof-bytes = Bita
proof-type = Tipe berkas
proof-sha256 = SHA-256
proof-who = Oleh
proof-when = Waktu ({ $zone })
proof-origin = Diteruskan dari
proof-origin-when = Waktu aslinya ({ $zone })
proof-file-standing = Keadaan
proof-kind-file = berkas
proof-kind-link = tautan
proof-kind-post = kiriman terusan
proof-kind-place = lokasi
proof-standing-kept = ada di zip
proof-standing-same = sama dengan bukti lain; berkasnya satu
proof-standing-listed = tercatat di sini
proof-standing-waiting = belum selesai diambil dari Telegram
proof-standing-lost = tidak dapat diambil
proof-standing-refused = tidak diterima
proof-standing-off = tidak lagi ditanyakan
proof-standing-later = tidak muat di bagian ini

button-export-evidence = Bukti dukung (.zip)
export-evidence-words = bukti bukti-dukung eviden evidence data-dukung
export-evidence-preparing =
    { $parts ->
        [1] Bukti dukung sedang kami kumpulkan dan segera dikirim ke sini sebagai satu berkas zip beserta daftarnya.
       *[other] Bukti dukung sedang kami kumpulkan dan segera dikirim ke sini dalam { $parts } berkas zip, masing-masing beserta daftarnya.
    }
export-evidence-large =
    Terlalu besar untuk dikirim lewat Telegram: { $agencies }. Pengelola layanan dapat mengambil semuanya dengan perintah
    { $command }
export-evidence-too-much =
    Bukti dukung putaran ini { $size } MB, terlalu banyak untuk dikirim lewat Telegram. Pengelola layanan dapat mengambilnya dengan perintah
    { $command }
export-evidence-none = Belum ada bukti dukung yang dikirim.
export-caption-part = Bagian { $part } dari { $parts }.
