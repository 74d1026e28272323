## Pengingat

reminder-greeting = { $greeting }, { $person }.
reminder-round = Ini tentang { $round }.
reminder-opened = { $round } sudah dibuka.
reminder-left = Kuesioner { $agency } sudah terisi { $done } dari { $asked }; kurang { $where }, kira-kira { $minutes } menit.
reminder-untouched = Kuesioner { $agency } menunggu diisi: { $asked } pertanyaan, kira-kira { $minutes } menit, boleh dicicil.
reminder-full = Kuesioner { $agency } sudah terisi.
reminder-place = { $count } di { $section }
reminder-other-places = { $count } di { $sections } bagian lain
reminder-more-sections = { $count } bagian lain
reminder-evidence = { $count } jawaban belum ada bukti dukungnya.
reminder-ready = { $sections } tinggal ditinjau dan dikirim.
reminder-until = Masih kami tunggu sampai { $moment } ({ $left }).
reminder-was-due = Batas waktunya { $moment }; sampai sekarang masih kami tunggu.
reminder-thanks = Terima kasih.
reminder-snoozed = ⏰ Baik, kami ingatkan lagi { $moment }.
button-fill-here = ▶ Isi di sini
button-review-and-send = ▶ Tinjau dan kirim
button-tomorrow = Besok pagi
button-three-hours = 3 jam lagi
button-colleague = Minta bantuan rekan
toast-snoozed = Kami ingatkan lagi { $moment }
toast-too-late = Sebelum batas waktunya ({ $left }) tidak ada jam kerja lagi, jadi tidak kami ingatkan
toast-nothing-left = Semuanya sudah terkirim. Terima kasih.
toast-enough-colleagues = Undangan untuk rekan sudah dibuat beberapa kali. Mohon teruskan yang sudah ada.

## Kepada atasan atau pengganti

stand-in =
    { $greeting }, { $person }.
    { $round } untuk { $agency } masih kami tunggu. Mohon berkenan membantu.
stand-in-left = Terisi { $done } dari { $asked }; kurang { $where }.
stand-in-full = Semua pertanyaan sudah terisi.
stand-in-people = PIC: { $names }.
stand-in-nobody = Saat ini belum ada PIC yang dapat kami hubungi lewat Telegram.
stand-in-ask = PIC dapat diganti atau ditambah lewat koordinator: { $names }.

## Minta bantuan rekan

colleague-asked =
    Yth. rekan di { $agency },

    mohon bantuannya mengisi { $round } melalui Telegram. Yang belum terisi: { $where }, kira-kira { $minutes } menit, boleh dicicil.
    Batas waktu: { $deadline }.

    Silakan buka tautan ini, lalu ketuk Mulai:
    { $link }

    Bila diminta kode, ketik: { $code }
    Undangan ini khusus untuk rekan di { $agency } dan berlaku sampai { $expires }.

    Terima kasih.
    { $person }

## Jadwal pengingat

problem-offsets = Jadwal pengingat belum terbaca. Contoh: { $example }
problem-offsets-word = “{ $word }” belum kami kenal. Contoh: { $example }
problem-offsets-most = { $word } di luar batas: 1 sampai { $most }.
