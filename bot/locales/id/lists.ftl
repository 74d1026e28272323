# Daftar perangkat daerah yang dikirim koordinator: apa yang perlu diperbaiki, dengan nomor barisnya.

problem-list-large = Daftar ini lebih dari { $most } MB. Mohon kirim daftar perangkat daerah saja.
problem-list-unreadable = Berkas ini tidak dapat dibaca. Mohon simpan daftarnya sebagai .xlsx atau CSV, lalu kirim lagi.
problem-list-encoding = Berkas ini bukan teks UTF-8. Mohon simpan daftarnya sebagai .xlsx atau CSV UTF-8.
problem-list-columns = Baris pertama perlu berisi { $columns }. Yang belum ada: { $missing }.
problem-list-empty-cell = Baris { $row }: kode dan nama perlu diisi.
problem-list-twice = Baris { $row }: kode { $code } tertulis dua kali.
problem-list-long = Baris { $row }: terlalu panjang (kode { $code }, nama { $name }, nama singkat { $short } huruf).
problem-list-none = Belum ada perangkat daerah dalam daftar ini.
problem-list-many = Daftar ini memuat { $count } perangkat daerah; paling banyak { $most }.
problem-list-kind = Baris { $row }: kuesioner ini tidak mengenal jenis “{ $kind }”. Apakah maksudnya { $near }?
problem-list-kind-bare = Baris { $row }: kuesioner ini tidak mengenal jenis “{ $kind }”.
