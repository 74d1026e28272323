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
