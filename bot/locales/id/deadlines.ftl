## Batas waktu kuesioner

deadline-move = Ingin dipindahkan? Sebelum berlaku, kami tunjukkan siapa yang akan diberi tahu.
deadline-type = Mohon ketik batas waktu yang baru, misalnya { $example }, Senin depan, atau +2 hari.
deadline-own =
    { $count ->
       *[other] { $count } perangkat daerah punya batas waktu sendiri yang lebih lama.
    }
deadline-preview =
    Pindahkan batas waktu { $round }?
    Semula { $old }.
    Menjadi { $new }.
deadline-tell = Yang kami beri tahu:
deadline-coordinators =
    { $count ->
       *[other] { $count } koordinator lain juga kami beri tahu.
    }
deadline-own-kept =
    { $count ->
       *[other] { $count } perangkat daerah tetap memakai batas waktu sendiri yang lebih lama.
    }
deadline-moved =
    ✓ Batas waktu { $round } sudah dipindahkan.
    { $due }
deadline-told =
    { $count ->
       *[other] { $count } orang kami beri tahu.
    }
deadline-news =
    { $greeting }, { $person }.
    Batas waktu { $round } untuk { $agency } sekarang { $new }. Masih kami tunggu. Terima kasih.
deadline-news-coordinator =
    { $greeting }, { $person }.
    { $by } memindahkan batas waktu { $round } menjadi { $new }.
deadline-news-coordinator-bare =
    { $greeting }, { $person }.
    Batas waktu { $round } dipindahkan menjadi { $new }.
act-deadline-moved = Batas waktu dipindahkan dari { $old } menjadi { $new }; { $people } orang diberi tahu
button-add-days = +{ $days } hari
button-other-date = Ketik tanggal lain
button-move-deadline = Ya, pindahkan

## Jadwal pengingat dan rekap harian

schedule =
    Kapan perwakilan { $round } diingatkan, dan pukul berapa rekap harian dikirim?
    Pengingat hanya terkirim pada jam kerja.
schedule-further-days = Juga { $days } hari sebelumnya.
schedule-further-hours = Juga { $hours } jam sebelumnya.
schedule-nobody = Tanpa centang, tidak ada yang diingatkan.
schedule-changed = Perubahan ini belum disimpan.
schedule-kept = ✓ Jadwal sudah disimpan.
schedule-hour = Rekap { $clock }
tick-opened = Saat dibuka
tick-days = { $days } hari sebelum
tick-day = Pagi hari terakhir
tick-hours = { $hours } jam sebelum
tick-overdue = Setelah lewat ({ $count }×)
tick-overdue-off = Setelah lewat
schedule-none = tanpa pengingat
act-scheduled = Jadwal pengingat diubah menjadi: { $reminders }; rekap pukul { $hour }
button-schedule = ⏰ Jadwal pengingat
button-keep-schedule = Simpan jadwal
