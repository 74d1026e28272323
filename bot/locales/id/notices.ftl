## Pemberitahuan

stranger = Selamat datang. Layanan ini khusus bagi yang menerima undangan dari koordinator. Bila sudah menerimanya, mohon buka tautannya atau ketik kodenya di sini.
code-wanted = Selamat datang. Mohon ketik kode undangan yang tertulis di bawah tautan. Terima kasih.
coordinator-joined =
    Selamat datang, { $name }. Sebagai koordinator { $region }, dari sini Bapak/Ibu dapat:
    { $status } – melihat siapa yang sudah dan belum mengisi, lalu mengingatkan atau memperpanjang
    { $recap } – meneruskan gambar keadaan hari ini
    { $invite } – mengundang perwakilan perangkat daerah
    { $deadline } – mengubah batas waktu
    { $announce } – mengirim pengumuman
    { $export } – mengunduh semua jawaban
    { $setup } – menyiapkan kuesioner baru
    { $help } – membaca yang lainnya

    Setiap hari kerja kami kirimkan rekap. Perwakilan kami ingatkan sendiri pada jam kerja.
leader-joined =
    Selamat datang, { $name }. Setiap hari kerja kami kirimkan gambar kemajuan { $region }, siap diteruskan.
    { $recap } – melihatnya kapan saja
alternate-joined =
    Selamat datang, { $name }. Bapak/Ibu tercatat sebagai pimpinan atau pengganti { $agency }.
    Kami menghubungi Bapak/Ibu hanya bila perwakilannya memerlukan bantuan.
unasked-sticker = Terima kasih stikernya. Untuk menjawab pertanyaan, mohon ketuk tombol atau ketik jawabannya.
unasked-voice = Pesan suara belum dapat kami baca. Mohon ketik jawabannya.
unasked-contact = Nomor kontak tidak diperlukan. Rekan dapat diundang oleh koordinator.
unasked-location = Saat ini tidak ada pertanyaan tentang lokasi, jadi lokasi ini tidak kami simpan.
unasked-forward = Pesan terusan ini belum kami catat sebagai jawaban. Bila memang jawabannya, mohon salin teksnya lalu kirim di sini.
unasked-file = Saat ini tidak ada pertanyaan yang menunggu berkas, jadi berkas ini belum kami simpan. Mohon buka pertanyaannya dulu, lalu kirim lagi.
unasked-text = Belum ada pertanyaan yang terbuka, jadi pesan ini belum kami catat. Mohon lanjutkan, lalu jawab di sana.
unasked-closed = Kuesioner ini sudah ditutup, jadi pesan ini tidak kami catat. Jawaban yang sudah ada masih dapat dilihat.
unasked-poll = Jajak pendapat tidak dapat kami catat. Mohon ketuk tombol atau ketik jawabannya.
unasked-coordinator = Terima kasih. Kiriman ini tidak perlu kami catat. Sebagai koordinator, Bapak/Ibu dapat memakai { $status } dan { $invite }.
unasked-edited = Perubahan pesan itu tidak mengubah jawaban. Untuk memperbaiki, mohon buka pertanyaannya.
unasked-other = Kiriman ini belum dapat kami baca. Mohon ketuk tombol atau ketik jawabannya.
trouble-not-saved = ⚠️ Jawaban belum tersimpan karena ada gangguan pada penyimpanan kami. Mohon kirim lagi beberapa menit lagi. Terima kasih.
trouble-unreadable = ⚠️ Kiriman terakhir belum dapat kami olah dan belum tersimpan. Mohon dicoba sekali lagi.
trouble-file-too-big = ⚠️ Berkas ini lebih dari 20 MB, jadi belum dapat kami simpan. Mohon kirim versi yang lebih kecil atau tautannya.
trouble-not-allowed = Bagian ini tidak tersedia untuk Bapak/Ibu. Untuk keterangan, mohon hubungi koordinator.
trouble-unknown-command = Perintah itu belum kami kenal. Daftar perintah ada di tombol menu di samping kotak pesan.
trouble-unknown-agency = Perangkat daerah dengan nama itu tidak ditemukan, atau ada beberapa. Silakan pilih dari daftar ini.
language-choice = Mohon pilih bahasa.
help-representative =
    Jawab dengan mengetuk tombol atau mengetik. Setiap jawaban langsung tersimpan dan dibacakan kembali.

    { $continue } – lanjut ke pertanyaan yang belum terisi
    { $sections } – lihat semua bagian
    { $review } – tinjau jawaban, lalu kirim
    { $evidence } – semua bukti dukung yang sudah diberikan
    { $tasks } – tugas susulan
    { $language } – ganti bahasa

    Salah ketik? Sunting pesan Bapak/Ibu, atau buka kembali pertanyaannya.
    Data belum ada? Ketuk Data belum tersedia.
help-coordinator =
    { $status } – siapa yang sudah dan belum mengisi; tambahkan nama perangkat daerah untuk rinciannya
    { $check } – periksa bagian yang sudah dikirim: kembalikan pertanyaan, atau terima
    { $recap } – gambar keadaan hari ini, siap diteruskan
    { $calls } – siapa yang perlu dihubungi
    { $invite } – undangan yang siap diteruskan lewat WhatsApp
    { $deadline } – ubah batas waktu
    { $announce } – kirim pengumuman
    { $tasks } – tugas susulan untuk satu perangkat daerah, dengan batas waktu dalam jam
    { $export } – unduh semua jawaban
    { $history } – siapa melakukan apa, dan membatalkannya
    { $alerts } – kapan Bapak/Ibu diberi kabar
    { $group } – rekap dan kabar juga ke grup koordinator
    { $setup } – siapkan kuesioner baru
    { $language } – ganti bahasa

    Pengingat kepada perwakilan dikirim sendiri pada jam kerja, dan berhenti begitu semuanya terkirim.
help-leader =
    { $recap } – gambar kemajuan hari ini, siap diteruskan
    { $language } – ganti bahasa

    Setiap hari kerja kami mengirimkannya juga tanpa diminta.
help-alternate =
    Bapak/Ibu tercatat sebagai pimpinan atau pengganti. Kami menghubungi hanya bila perwakilan perangkat daerah memerlukan bantuan.
    { $language } – ganti bahasa
help-ask = Perlu bantuan? Mohon hubungi koordinator: { $names }.
locked-section = { $section } sudah terkirim, jadi jawabannya terkunci. Bila ada yang perlu diubah, mohon hubungi koordinator.
round-closed = { $round } sudah ditutup. Jawaban Bapak/Ibu tersimpan dan masih dapat dilihat. Terima kasih.
no-round = Saat ini belum ada kuesioner yang dibuka untuk Bapak/Ibu. Untuk keterangan, mohon hubungi koordinator.
welcome-back = Mohon maaf, layanan kami sempat terhenti. Jawaban yang sudah bertanda ✓ aman. Silakan dilanjutkan di sini.
welcome-back-unsaved = Mohon maaf, layanan kami sempat terhenti. Jawaban yang sudah bertanda ✓ aman, tetapi pesan terakhir belum kami catat. Mohon kirim sekali lagi.
in-group =
    Terima kasih sudah menambahkan kami. Di grup ini, koordinator dapat memakai { $status } dan { $recap }; { $group } mengirim rekap harian dan kabar ke sini.
    Kuesioner diisi lewat percakapan pribadi.
link-in-group = Undangan ini untuk satu orang. Mohon buka tautannya lewat percakapan pribadi dengan kami. Di grup ini undangannya belum terpakai.
private-only = Demi kerahasiaan jawaban, mohon lakukan ini lewat percakapan pribadi.
toast-saved = Tersimpan
toast-unchanged = Sudah tercatat
toast-stale = Tombol lama; berikut yang terbaru
toast-not-saved = Belum tersimpan, mohon coba lagi
toast-not-allowed = Tidak tersedia untuk Bapak/Ibu
toast-no-picture = Gambarnya belum disertakan pembuat kuesioner
toast-preparing = Sedang kami siapkan
toast-just-asked = Gambar yang sama baru saja diminta
