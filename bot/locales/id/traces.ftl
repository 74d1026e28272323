## Riwayat satu pertanyaan

trace-of = Riwayat: { $title }
trace-none = Belum ada perubahan.
trace-answered = Diisi: { $new }
trace-changed = { $old } → { $new }
trace-cleared = Dihapus, sebelumnya: { $old }
trace-proof = 📎 Bukti: { $new }
trace-proof-removed = Bukti dilepas: { $old }
trace-remark = 💬 { $new }
trace-returned = ↩️ Dikembalikan: { $new }
trace-section-draft = Bagiannya dibuka kembali
trace-section-submitted = 🔒 Bagiannya dikirim
trace-section-close = 🔒 Bagiannya ditutup koordinator
trace-section-recall = Pengembaliannya ditarik kembali
trace-section-reconsider = Bagiannya menunggu diperiksa lagi
trace-section-returned = ↩️ Bagiannya dikembalikan
trace-section-accepted = ✅ Bagiannya diterima
trace-origin-guest = usulan rekan
trace-origin-carried = dari putaran lalu
trace-origin-sheet = dari tabel
trace-origin-copied = disalin dari isian lain
button-trace = Riwayat
button-trace-agency = Perubahan jawaban
export-before = Sebelumnya
export-chain-number = Nomor riwayat
export-chain-hash = Sidik riwayat (SHA-256)
