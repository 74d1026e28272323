## Mengingatkan sekarang, dan pesan ke banyak orang

nudge-choice = Siapa yang akan diingatkan sekarang? Sebelum terkirim, pesannya ditunjukkan dulu.
nudge-nobody-late = Semua perangkat daerah sudah mengirim semua bagian. Tidak ada yang perlu diingatkan.
nudge-nobody = Saat ini tidak ada yang dapat diingatkan: { $whom }.
nudge-preview = Ingatkan { $whom }?
nudge-rest = Setiap orang paling banyak diingatkan sekali dalam dua jam. Yang sudah selesai saat gilirannya tidak kami kirimi.
reads-as = Beginilah yang dibaca { $person }:
signed-by = Dari { $name }, koordinator { $region }
button-nudge-late =
    { $count ->
       *[other] Yang belum lengkap ({ $count })
    }
button-nudge-not-started =
    { $count ->
       *[other] Yang belum mulai ({ $count })
    }
button-nudge-section = Yang belum mengirim satu bagian …
button-send-to =
    { $count ->
       *[other] Ya, kirim ke { $count } orang
    }

## Untuk siapa

whom-agency = { $label }
whom-everybody = semua perwakilan
whom-late = yang belum lengkap
whom-not-started = yang belum mulai
whom-section = yang belum mengirim { $label }
whom-coordinators = koordinator lainnya
reach-agencies = { $people } orang di { $agencies } perangkat daerah.
reach-people = { $people } orang.
reach-time = Pengiriman memerlukan kira-kira { $time }.
reach-resting = { $count } orang tidak kami kirimi karena baru saja diingatkan.
reach-missed = ⛔ Tidak akan sampai: { $names }.
reach-unjoined = ✉️ Belum ada yang bergabung, jadi tidak akan sampai: { $names }.
reach-missed-count = ⛔ { $count } tidak akan sampai.
reach-sections = Bagian mana? Angka di belakangnya: perangkat daerah yang belum mengirim.
reach-sections-none = Semua bagian sudah dikirim oleh semua perangkat daerah.
missed-agency = { $agency } (belum ada yang bergabung)
missed-person = { $name } ({ $agency })
duration-seconds = { $seconds } detik
duration-minutes = { $minutes } menit

## Sampai di mana

delivery-under-way = Sedang dikirim: { $whom }.
delivery-done = ✓ Selesai dikirim: { $whom }.
delivery-taken-back = Pengiriman dihentikan: { $whom }. Yang sudah terkirim tetap ada.
delivery-sent = { $count } terkirim
delivery-waiting = { $count } menunggu
delivery-blocked = { $count } tidak terjangkau
delivery-dropped = { $count } tidak jadi dikirim
delivery-at = Keadaan pukul { $clock }
button-refresh = 🔄 Perbarui
button-take-back = Hentikan pengiriman
button-missed = Yang tidak terjangkau
report = Laporan pengiriman: { $whom }.
report-missed = ⛔ Tidak sampai kepada:
report-way-out = Mohon hubungi langsung atau undang rekan lain.
button-calls = ☎ Siapa yang perlu dihubungi
act-nudged = { $people } orang di { $agencies } perangkat daerah diingatkan
