## Rekap: gambar dan teks di sampingnya. Teks ini diteruskan ke WhatsApp, jadi harus jelas tanpa gambar.

recap-title = Rekap { $region }
recap-now = Rekap { $moment }
recap-filled = Terisi
recap-filled-of = { $percent }% · { $done } dari { $asked }
recap-filled-line = Terisi { $percent }% ({ $done } dari { $asked } pertanyaan)
recap-time = Waktu
recap-days = { $passed } dari { $days } hari
recap-hours = { $passed } dari { $hours } jam
recap-time-line = Waktu berjalan { $passed } dari { $days } hari
recap-time-line-hours = Waktu berjalan { $passed } dari { $hours } jam
recap-time-over = sudah lewat
recap-standing = ✅ { $complete } selesai · 🟡 { $begun } sedang mengisi · ⚪ { $waiting } belum mulai
recap-nobody = Belum ada perangkat daerah dalam kuesioner ini.
recap-moved = Bergerak sejak kemarin: { $agencies }
recap-moved-one = { $agency } +{ $count }
recap-moved-sent = { $agency } ✓
recap-moved-none = Belum ada jawaban baru sejak kemarin.
recap-unopened = Tautan belum dibuka: { $agencies }
recap-overdue = Lewat batas waktu, masih kami tunggu: { $agencies }
recap-more = { $agencies }, dan { $count } lagi
recap-estimate = Perkiraan indeks { $index } (skala 0 sampai 4); { $answered } dari { $items } butir sudah dijawab
recap-estimate-none = Belum ada jawaban yang dapat dinilai.
recap-total = Total
recap-everyone = Semua
recap-legend-open = belum diisi
recap-legend-begun = sedang diisi
recap-legend-ready = lengkap, belum dikirim
recap-legend-sent = terkirim
recap-legend-none = tidak ditanyakan
recap-legend-unjoined = tautan belum dibuka
recap-legend-counts = Angka: terisi dari yang ditanyakan
recap-legend-percents = Angka: persen yang sudah terisi
recap-page = Rekap { $region }, halaman { $page }

## Perkiraan skor

estimate-title = Perkiraan skor per pilar
estimate-title-dimensions = Perkiraan skor per bidang
estimate-index = perkiraan indeks
estimate-none = belum ada jawaban
estimate-no-items = tidak dinilai
estimate-basis = Perkiraan dari { $answered } dari { $items } butir yang sudah dijawab, bukan nilai resmi.
estimate-required = Butir wajib yang belum dijawab dihitung nol.
estimate-weights = Bobotnya bobot tahun { $year }; yang lebih baru belum diketahui.
estimate-scale = Skala 0 sampai 4

## Kartu satu perangkat daerah

card-people = PIC
card-nobody = belum ada yang bergabung
card-seen = Terakhir aktif
card-seen-never = belum pernah
card-files = Berkas
card-files-count = { $count } berkas
card-missing = Masih kami tunggu
