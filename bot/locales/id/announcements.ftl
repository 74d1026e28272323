## Pengumuman koordinator

announce-first =
    Mohon ketik pengumumannya dalam satu pesan, boleh beberapa baris, paling banyak { $most } huruf.
    Sebelum terkirim, pesannya ditunjukkan dulu.
announce-empty = Belum ada teks yang terbaca. Mohon ketik pengumumannya dalam satu pesan, paling banyak { $most } huruf.
announce-file = Pengumuman hanya berupa teks. Mohon ketik dalam satu pesan, paling banyak { $most } huruf; tautan boleh disertakan.
announce-gone = Teks itu sudah tidak ada. Mohon ketik lagi pengumumannya dalam satu pesan, paling banyak { $most } huruf.
announce-too-long = Teks ini { $length } huruf; paling banyak { $most }. Mohon kirim yang lebih pendek.
announce-whom = Untuk siapa? Bila teksnya perlu diubah, mohon ketik lagi.
announce-preview = Kirim ke { $whom }?
announce-nobody = Tidak ada yang dapat dikirimi: { $whom }.
announce-cancelled = Pengumuman dibatalkan. Tidak ada yang terkirim.
act-announced = Pengumuman ke { $people } orang: “{ $text }”
button-to-everybody =
    { $count ->
       *[other] Semua perwakilan ({ $count })
    }
button-to-late = Yang belum lengkap
button-to-section = Yang belum mengirim satu bagian …
button-to-coordinators =
    { $count ->
       *[other] Koordinator lainnya ({ $count })
    }
