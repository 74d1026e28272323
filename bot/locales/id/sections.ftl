## Daftar, tinjauan, pengiriman

line-open = ⚪ belum diisi
line-open-optional = – belum diisi, boleh dilewati
line-unfit = ⚠️ perlu dipilih lagi
and-more = dan { $count } lagi
review-not-yet = Belum siap dikirim.
review-refused = ⚠️ Belum dapat dikirim: masih ada { $count } pertanyaan yang perlu dilengkapi.
review-ready = Sudah lengkap. Mohon diperiksa, lalu dikirim.
review-sent = 🔒 Sudah terkirim. Bila ada yang perlu diubah, mohon hubungi koordinator.
review-gaps = Kurang { $count }:
review-answers = Jawaban lain:
submitted =
    ✅ { $section } sudah kami terima, { $asked } pertanyaan, { $moment }.
    Terima kasih.
submitted-unavailable = { $count } jawaban tercatat “data belum tersedia”.
submitted-locked = Jawabannya kini terkunci. Bila ada yang perlu diubah, mohon hubungi koordinator.
submitted-left = Masih ada { $count } bagian:
submitted-all = Semua bagian sudah terkirim. Terima kasih banyak atas kerja samanya.
state-draft = masih diisi
state-submitted = terkirim
state-returned = dikembalikan untuk perbaikan
state-accepted = diterima

## Daftar isian berulang

repeat-empty = Belum ada isian.
repeat-untitled = (belum bernama)
