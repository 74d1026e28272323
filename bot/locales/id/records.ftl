## Sama dengan putaran lalu?

earlier-value = Putaran lalu ({ $date }): { $value }
button-same = Masih sama
saved-carried = { $line } (sama dengan putaran lalu)

## Daftar isian

button-add-more = + Tambah satu lagi
button-table = Isi dari tabel
button-undo-removal = ↩ Urungkan
button-duplicate = ⧉ Salin
button-record-list = ◀ Daftar
button-continue-record = ▶ Lanjutkan
record-complete = ✓ { $record } lengkap: { $summary }
record-removed = 🗑 “{ $record }” sudah dihapus dari daftar.
record-removed-bare = 🗑 Satu isian sudah dihapus dari daftar.
record-full = ✅ { $done } dari { $asked }
record-open = 🟡 { $done } dari { $asked }
record-no-answer = belum diisi
record-lead-copied = ⧉ { $record } adalah salinan. Mohon ketuk nomor yang berbeda, lalu ubah jawabannya.
record-lead-carried = ↻ { $record } diambil dari putaran lalu. Mohon diperiksa.
record-mark-copied = ⧉ disalin, belum diubah
record-mark-carried = ↻ sama dengan putaran lalu
records-missing = Paling sedikit { $least } isian; kurang { $missing } lagi.
records-full = Daftar ini sudah penuh: paling banyak { $most } isian.
records-earlier = Dari { $round }: ketuk yang masih berjalan.
problem-too-few-items = Paling sedikit { $least } isian; mohon tambahkan { $missing } lagi.
problem-more-than-items = Paling banyak { $most } isian; mohon hapus { $over }.

## Asal jawaban

line-origin-carried = ↻ sama dengan putaran lalu
line-origin-copied = ⧉ disalin
line-origin-sheet = ⊞ dari tabel
export-origin = Asal
export-origin-carried = Diambil dari putaran lalu
export-origin-guest = Diusulkan rekan
export-origin-sheet = Dari tabel
export-origin-copied = Disalin dari isian lain

## Dari tabel

table-filling = Mohon isi templat yang kami kirim, satu baris untuk satu isian, lalu kirim berkasnya di sini (.xlsx atau .csv). Boleh juga menempel baris dari lembar kerja.
table-template = Templat { $list }. Satu baris untuk satu isian; kirim kembali di sini bila sudah terisi.
table-choices = Pilihan
table-pasted = Tabel
table-reading = Terima kasih. { $name } sedang kami baca; hasilnya segera kami kirim.
table-elsewhere = Tabel tidak jadi dibaca, karena daftarnya sudah tidak dibuka. Mohon buka lagi daftarnya, lalu kirim ulang.
table-refused = { $name } belum dapat dipakai.
table-mistakes = { $name }: { $count } sel perlu diperbaiki. Belum ada yang ditambahkan.
table-cell = Baris { $row } · { $column }: “{ $said }”
table-more = … dan { $count } lagi
table-again = Mohon perbaiki, lalu kirim lagi.
table-ready = ✓ { $name }: { $count } data siap ditambahkan.
table-unfinished = { $count } di antaranya belum lengkap; kekurangannya dapat diisi di sini.
table-unused = Kolom yang tidak dipakai: { $heads }
table-added = ✓ { $count } data dari tabel sudah ditambahkan.
button-add-table = Tambahkan { $count } data
problem-table-large = Tabel ini lebih dari { $most } MB. Mohon kirim tabelnya saja, tanpa gambar.
problem-table-unreadable = Berkas ini tidak dapat dibaca. Mohon simpan sebagai .xlsx atau CSV, lalu kirim lagi.
problem-table-cut = Telegram mungkin memotong tempelan sepanjang ini. Mohon simpan tabelnya sebagai .xlsx atau CSV, lalu kirim berkasnya di sini.
problem-table-empty = Belum ada baris yang terisi.
problem-table-heads = Judul kolomnya belum kami kenali. Mohon pakai baris judul dari templat.
problem-table-many = Tabel ini memuat { $count } baris; masih ada tempat untuk { $room }.
problem-table-not-asked = Tidak ditanyakan pada isian ini; mohon dikosongkan.
problem-table-doubt = Dapat dibaca sebagai { $first } atau { $second }; mohon tulis lebih jelas.
problem-table-choice = Belum ada dalam pilihan: { $choices }.
table-known = ⚠️ { $count } di antaranya mirip dengan isian yang sudah ada.
