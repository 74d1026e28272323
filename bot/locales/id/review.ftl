## Pemeriksaan: koordinator dan asesor

command-check = bagian yang menunggu diperiksa
queue-waiting = { $count } bagian menunggu diperiksa, yang paling lama di atas:
queue-empty = Tidak ada bagian yang menunggu diperiksa.
queue-line = { $mark } { $agency } · { $section } { $count } · { $when }
queue-line-again = { $mark } { $agency } · { $section } { $count } · sudah diperbaiki, { $when }
button-queue = Daftar periksa
button-return = Kembalikan
button-accept = Terima
button-accept-section = ✅ Terima bagian ini
button-reconsider = Batalkan penerimaan
button-recall = Tarik pengembalian
button-return-listed = ↩️ Kembalikan { $count } pertanyaan
button-return-yes = Ya, kembalikan { $count } pertanyaan
button-return-question = ↩️ Kembalikan
button-return-change = ✎ Ubah alasan
button-return-off = Batal kembalikan
button-thread = 💬 Tanya atau catat
button-cancel-words = ◀ Batal
button-see-question = Lihat
button-answer-remark = 💬 Balas
review-hint = Ketuk nomor untuk membuka jawaban dan buktinya, atau untuk mengembalikannya.
review-listed = ↩️ { $count } akan dikembalikan, belum dikirim
review-returned = ↩️ { $count } dikembalikan, { $fixed } sudah diperbaiki
reviewed-unproved = 📎 { $count } jawaban belum ada buktinya
review-no-evidence = · bukti belum ada
review-changed = · 🔁 diperbaiki
review-before = sebelumnya: { $value }
review-carried = dibawa dari putaran sebelumnya
review-evidence = 📎 { $count } bukti
review-evidence-none = 📎 bukti belum ada
review-earlier = Putaran lalu: { $value } ({ $when })
review-score = Perkiraan nilai sendiri: { $score } dari 4
review-is-listed = ↩️ Akan dikembalikan ({ $by }): { $why }
review-is-returned = ↩️ Dikembalikan: { $why }
review-is-fixed = ✅ Sudah diperbaiki: { $why }
review-asks-why = Apa yang perlu diperbaiki? Mohon ketik, atau pilih:
review-asks-words = Mohon ketik pertanyaan atau catatan untuk perangkat daerah. Bagian ini tidak berubah statusnya.
review-placeholder = Ketik di sini
return-reason-0 = bukti kurang jelas
return-reason-1 = angka perlu dicek
return-reason-2 = belum lengkap
return-ask = Kembalikan { $count } pertanyaan dari { $section } kepada { $agency }?
return-rest = Jawaban yang lain tetap terkunci.
return-nothing-listed = Ketuk nomor pertanyaan yang perlu diperbaiki, lalu pilih alasannya.
return-listed = ✓ Masuk daftar: { $question }
return-taken-off = ✓ Tidak jadi dikembalikan.
return-begun = Perbaikan sudah dimulai, jadi pengembalian ini tidak dapat ditarik lagi.
return-recalled = ✓ Pengembalian { $section } ditarik. Daftarnya masih ada di sini.
accept-but-listed = Masih ada pertanyaan di daftar pengembalian. Mohon kirim daftar itu atau kosongkan dahulu.
section-was-returned = ✓ { $section } dikembalikan untuk perbaikan.
section-is-accepted = ✓ { $section } diterima.
section-reconsidered = ✓ { $section } menunggu diperiksa lagi.
remark-sent = ✓ Catatan terkirim.
act-section-returned = { $questions } pertanyaan { $section } dikembalikan kepada { $agency }
act-section-accepted = { $section } dari { $agency } diterima
alert-section-again = 🔁 { $agency } mengirim kembali { $section }

## Asesor

assessor-joined =
    { $person }, Bapak/Ibu tercatat sebagai asesor { $region }.
    Bagian yang sudah dikirim perangkat daerah dapat dibaca di /periksa, beserta buktinya. Draf tidak ditampilkan.
    Jawaban dapat diterima atau dikembalikan dengan catatan.
assessor-pillars = Pilar: { $pillars }
help-assessor =
    { $check } – bagian yang sudah dikirim dan menunggu diperiksa
    { $tasks } – tugas susulan untuk perangkat daerah
    { $language } – ganti bahasa

    Buka satu pertanyaan untuk melihat bukti, nilai putaran lalu, dan catatan; lalu terima bagian itu atau kembalikan pertanyaan yang perlu diperbaiki.
alert-joined-assessor = 👤 { $person } bergabung sebagai asesor.
assessor-choice = Asesor ini memeriksa pilar yang mana? Yang dibaca hanya bagian yang sudah dikirim.
button-all-pillars = Semua pilar
control-invite-assessor = Undang asesor
invitation-assessor =
    Yth. Bapak/Ibu asesor,

    mohon berkenan memeriksa jawaban { $region } dalam { $round } beserta buktinya melalui Telegram.

    Silakan buka tautan ini, lalu ketuk Mulai:
    { $link }

    Bila diminta kode, ketik: { $code }
    Undangan ini untuk satu orang dan berlaku sampai { $expires }.

    Terima kasih.
alert-joined-assessor-bare = 👤 Asesor sudah bergabung.

## Percakapan tentang satu pertanyaan

thread-line = 💬 { $by }: { $text }
thread-earlier = … { $count } catatan sebelumnya
remark-to-agency = Catatan tentang jawaban { $agency }:
remark-to-reviewer = { $agency } menjawab catatan:

## Perbaikan: perangkat daerah

home-to-fix = ↩️ { $count } pertanyaan perlu diperbaiki
button-fix = ▶ Perbaiki
button-fix-count = ▶ Perbaiki { $count } pertanyaan
button-explain = 💬 Sudah benar, jelaskan
button-send-back = Kirim kembali { $section }
button-send-back-unproved = Kirim kembali tanpa bukti
fix-comment = ↩️ { $by }: { $why }
fix-others = Dari { $section } hanya pertanyaan yang dikembalikan yang dapat diubah. Jawaban lain tetap seperti yang terkirim.
fix-changed = { $old } → { $new }
fix-list = diubah, sekarang: { $value }
fix-kept = tetap: { $value }
fix-said = 💬 { $text }
fix-nothing = (kosong)
fixes-progress = { $done } dari { $count } sudah diperbaiki
fixes-ready = Semua sudah diperbaiki. Mohon diperiksa, lalu dikirim kembali.
fixes-left = Masih { $count } yang perlu diperbaiki.
fixes-refused = ⚠️ Belum dapat dikirim kembali: masih { $count } yang perlu diperbaiki.
fixes-unproved = ⚠️ Ada jawaban yang belum ada buktinya. Kirim kembali saja?
fixes-opened = Karena perbaikan ini, { $count } pertanyaan lain perlu diisi:
explain-ask = Jawaban tetap seperti ini. Mohon ketik penjelasan singkat mengapa sudah benar.
explain-ask-locked = Mohon ketik jawaban untuk catatan ini. Jawaban kuesioner tidak berubah.
explain-thanks = ✓ Terima kasih, jawaban sudah kami teruskan.
returned-tidings =
    { $count } pertanyaan dari { $sections } perlu diperbaiki, menurut { $by }. Jawaban { $agency } yang lain tetap tersimpan.
returned-rest = Mohon diperbaiki, lalu dikirim kembali. Terima kasih.
recalled-tidings = { $section } tidak jadi dikembalikan kepada { $agency }. Tidak ada yang perlu diperbaiki di bagian itu. Terima kasih.
accepted-tidings = ✅ { $sections } dari { $agency } sudah diperiksa dan diterima. Terima kasih.
accepted-tidings-all = ✅ { $sections } dari { $agency } sudah diperiksa dan diterima. Semua bagian kini diterima. Terima kasih banyak atas kerja samanya.
sent-back-tidings = 🔁 { $agency } sudah memperbaiki dan mengirim kembali { $section }.

## Lembar ekspor

sheet-remarks = Catatan
sheet-remarks-is = Catatan pemeriksa dan jawaban perangkat daerah untuk tiap pertanyaan
export-side = Pihak
export-side-agency = perangkat daerah
export-side-reviewer = pemeriksa
export-remark = Catatan
