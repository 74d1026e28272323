## Rekap harian dan /rekap

recap-preparing = ⏳ Gambarnya sedang disiapkan, sebentar lagi kami kirim.
recap-just-asked = Gambar yang sama baru saja diminta. Bila belum tampak di atas, sebentar lagi kami kirim.
recap-choice = Kartu perangkat daerah mana yang ingin dilihat?
button-recap-radar = Perkiraan skor per pilar
button-recap-agency = Kartu per perangkat daerah
digest-calls = ☎️ { $count } perangkat daerah perlu dihubungi: { $names }
digest-calls-bare = ☎️ { $count } perangkat daerah perlu dihubungi
digest-unsent = ✉️ { $count } pesan tidak sampai sejak kemarin: { $names }
digest-unsent-bare = ✉️ { $count } pesan tidak sampai sejak kemarin
digest-files = 📎 { $count } berkas tidak dapat kami ambil dari Telegram, mohon dikirim ulang: { $names }
digest-files-bare = 📎 { $count } berkas tidak dapat kami ambil dari Telegram, mohon dikirim ulang
