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
