## Grup koordinator

groups-offer =
    Kirim rekap harian dan kabar { $region } ke grup ini?
    Semua anggota grup dapat membacanya. Nama orang tidak kami sebut di sini.
groups-offer-bare =
    Rekap harian dan kabar daerah mana yang dikirim ke grup ini?
    Semua anggota grup dapat membacanya. Nama orang tidak kami sebut di sini.
groups-taking =
    ✓ Grup ini menerima rekap harian dan kabar { $region }.
    { $status } dan { $recap } dapat dipakai koordinator di sini; { $group } untuk menghentikan.
groups-ended =
    Grup ini tidak lagi menerima rekap dan kabar.
    { $group } untuk memulai lagi.
groups-topic-made = Di topik ini kami kirimkan rekap harian dan kabar { $region }.
groups-topic-refused =
    Topik baru belum dapat kami buat, karena belum ada haknya. Sementara ini semuanya kami kirim ke topik umum.

    Mohon pemilik grup menjadikan { $bot } admin dengan hak Kelola Topik, lalu ketik { $group } lagi.
groups-how =
    Rekap harian dan kabar dapat juga kami kirim ke grup koordinator:
    1. tambahkan { $bot } ke grupnya
    2. ketik { $group } di grup itu
groups-count = Saat ini { $count } grup menerimanya.
groups-left =
    Grup koordinator { $region } tidak dapat kami kirimi lagi, jadi rekap dan kabar ke sana kami hentikan.
    Bila masih diperlukan, mohon tambahkan kami lagi ke grup itu, lalu ketik { $group } di sana.
groups-topic-gone =
    Topik untuk { $region } di grup koordinator sudah ditutup atau dihapus. Rekap dan kabar kini kami kirim ke topik umum.
    Untuk topik baru, mohon ketik { $group } di grup itu.
groups-coordinators-only = Di grup, perintah ini untuk koordinator. Kuesioner diisi lewat percakapan pribadi dengan kami.
button-group-begin = Ya, kirim ke grup ini
button-group-topic = Kirim ke topik baru
button-group-here = Kirim ke topik ini: { $region }
button-group-here-bare = Kirim ke topik ini
button-group-end = Hentikan
button-group-add = Tambahkan ke grup
