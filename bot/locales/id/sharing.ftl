## Tamu: membantu satu pertanyaan

guest-asked =
    { $greeting }, { $person }. { $agency } mohon bantuan { $you } untuk satu pertanyaan ini. Jawabannya kami teruskan dulu untuk disetujui.
guest-asked-again = Bantuan untuk { $agency }: satu pertanyaan.
guest-proposed =
    ✓ Terima kasih. Jawaban Bapak/Ibu sudah kami teruskan ke { $agency } untuk disetujui.

    { $label }
    → { $said }
guest-album = album yang baru dikirim
guest-ended = Bantuan untuk pertanyaan ini sudah selesai, jadi tidak ada yang perlu diisi lagi. Terima kasih.
guest-her-own = Bapak/Ibu sudah tercatat di perangkat daerah ini, jadi pertanyaannya dapat langsung dijawab.
guest-told-accepted = Terima kasih, { $person }. Jawaban untuk “{ $label }” sudah dipakai { $agency }.
guest-told-replaced = Terima kasih, { $person }. Jawaban untuk “{ $label }” sudah diterima { $agency } dan dilengkapi.
guest-told-declined = Terima kasih, { $person }. Untuk “{ $label }”, { $agency } kali ini memakai jawaban lain. Bantuannya sangat kami hargai.
button-guest-change = Ubah jawaban
button-open-question = ▶ Buka pertanyaan

## Usulan jawaban dari tamu

proposal = { $guest } sudah menjawab pertanyaan yang diteruskan:
proposal-said = Usulan jawaban: { $said }
proposal-moved = ⚠️ Jawaban pertanyaan ini baru saja berubah. Mohon dilihat dulu.
proposal-newer = ⚠️ { $guest } baru saja mengubah jawabannya. Mohon dilihat dulu.
problem-proposal-file = Berkas ini tidak dapat dipakai: rusak, kosong, atau jenisnya tidak diterima. Mohon minta dikirim lagi, atau kirim sendiri.
proposal-unfit = ⚠️ Usulan ini tidak cocok lagi dengan jawaban lain. Mohon diisi sendiri.
proposal-accepted = ✓ { $label }: { $said } (dari { $guest })
proposal-replaced = Usulan { $guest } untuk “{ $label }”: { $said }. Jawabannya diisi sendiri.
proposal-declined = Usulan { $guest } untuk “{ $label }” tidak dipakai. Ucapan terima kasih sudah kami sampaikan.
proposal-changing = Usulan { $guest }: { $said }
proposal-not-asked = Usulan ini belum dapat dipakai: bagiannya sudah dikirim, atau pertanyaannya tidak diajukan lagi.
button-proposal-use = ✓ Pakai jawaban ini
button-proposal-leave = Tidak dipakai
button-proposals = Usulan jawaban rekan: { $count }

## Meneruskan bagian atau pertanyaan

share-section =
    Yth. rekan di { $agency },

    mohon bantuannya mengisi bagian { $section } dalam { $round } melalui Telegram: { $questions } pertanyaan, kira-kira { $minutes } menit, boleh dicicil.
    Batas waktu: { $deadline }.

    Silakan buka tautan ini, lalu ketuk Mulai:
    { $link }

    Bila diminta kode, ketik: { $code }
    Undangan ini untuk satu orang dari { $agency } dan berlaku sampai { $expires }.

    Terima kasih.
    { $person }
share-question =
    Yth. Bapak/Ibu,

    { $agency } mohon bantuannya menjawab satu pertanyaan melalui Telegram:
    “{ $question }”
    Batas waktu: { $deadline }.

    Silakan buka tautan ini, lalu ketuk Mulai:
    { $link }

    Bila diminta kode, ketik: { $code }
    Tautan ini untuk satu orang, hanya untuk pertanyaan itu, dan berlaku sampai { $expires }.

    Terima kasih.
    { $person }
share-withdrawn = Tautan dan bantuan untuk “{ $label }” sudah dibatalkan. Pertanyaannya tetap dapat diisi sendiri.
button-pass-question = Minta bantuan rekan
button-pass-section = Bagikan bagian ini
button-withdraw = Batalkan tautan
toast-enough-links = Hari ini sudah dibuat banyak tautan. Mohon teruskan yang sudah ada, atau coba lagi besok.

## Siapa memegang bagian

section-mine = 👤 Bapak/Ibu yang memegang bagian ini
section-held = 👤 Dipegang { $person }
section-holder = 👤 { $section }: { $person }
section-you = Bapak/Ibu
button-claim = Saya yang mengisi
button-release = Lepaskan bagian ini
toast-claimed = Bagian ini sekarang Bapak/Ibu yang memegang. Rekan tetap dapat membantu.
toast-held = Bagian ini dipegang { $person }. Bapak/Ibu tetap dapat ikut mengisi.
toast-released = Bagian ini sudah dilepaskan.
