## Perintah

command-start = Buka kuesioner
command-continue = Lanjut ke pertanyaan yang belum terisi
command-sections = Lihat semua bagian dan pilar
command-review = Tinjau jawaban, lalu kirim
command-language = Ganti bahasa
command-help = Bantuan
command-status = Siapa yang sudah dan belum mengisi
command-invite = Undang perwakilan perangkat daerah
command-recap = Gambar keadaan hari ini, siap diteruskan
command-calls = Siapa yang perlu dihubungi
command-deadline = Ubah batas waktu
command-announce = Kirim pengumuman
command-export = Unduh semua jawaban
command-history = Riwayat tindakan koordinator
command-alerts = Atur kabar untuk Bapak/Ibu
command-group = Kirim rekap dan kabar ke grup ini
command-setup = Siapkan kuesioner baru
