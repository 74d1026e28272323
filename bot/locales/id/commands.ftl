## Perintah

command-start = Buka kuesioner
command-continue = Lanjut ke pertanyaan yang belum terisi
command-sections = Lihat semua bagian dan pilar
command-review = Tinjau jawaban, lalu kirim
command-language = Ganti bahasa
command-help = Bantuan
command-status = Siapa yang sudah dan belum mengisi
command-invite = Undang perwakilan perangkat daerah
