## Pengesahan oleh pimpinan perangkat daerah, dan tanda terimanya

sign-asking =
    Yth. Bapak/Ibu pimpinan { $agency },

    semua bagian { $round } sudah terkirim: { $answers } jawaban dan { $evidence } bukti dukung. Mohon diperiksa dan disahkan melalui Telegram, kira-kira 5 menit, tanpa kata sandi:
    { $link }

    Bila diminta kode, ketik: { $code }
    Tautan ini untuk satu kali pengesahan dan berlaku sampai { $expires }.

    Terima kasih.
    { $person }
sign-hello =
    { $greeting }, { $person }.
    { $round } dari { $agency } menunggu pengesahan Bapak/Ibu.
sign-total = Jumlah: { $answers } jawaban, { $evidence } bukti dukung.
sign-evidence = 📎 { $count }
sign-no-data = { $count } belum ada datanya
sign-unavailable = Data yang belum tersedia ({ $count }):
sign-lacking = 📎 { $count } jawaban belum ada bukti dukungnya.
sign-lost = { $count } berkas tidak dihitung karena tidak dapat disimpan atau tidak dapat dipakai.
sign-what-happens = Mohon baca jawabannya dahulu. Sesudah disahkan, perangkat daerah menerima tanda terima bernomor atas nama { $name }.
sign-sure =
    Sahkan { $answers } jawaban dan { $evidence } bukti dukung { $agency } untuk { $round }, atas nama { $name }?

    Kode isi: { $fingerprint } …
sign-done =
    ✅ Terima kasih, { $person }. Pengesahan tercatat dengan nomor { $number }, { $moment }.

    Tanda terimanya segera kami kirim ke percakapan ini. Tautan pengesahan sudah tidak berlaku lagi.
sign-already = Pengesahan ini sudah tercatat dengan nomor { $number }. Terima kasih.
sign-unknown = Tautan pengesahan ini tidak kami kenali. Mohon minta tautan baru kepada perwakilan perangkat daerah.
sign-expired = Masa berlaku tautan pengesahan ini sudah habis. Mohon minta tautan baru kepada perwakilan perangkat daerah. Terima kasih.
sign-used = Tautan pengesahan ini sudah terpakai dan tidak berlaku lagi. Terima kasih.
sign-own = ℹ️ Tautan ini untuk pimpinan: mohon diteruskan. Yang meminta pengesahan tidak dapat mengesahkan sendiri.
sign-open = ℹ️ Belum dapat disahkan: masih ada bagian yang belum terkirim.
sign-waiting = ⏳ Belum dapat disahkan: ada berkas yang masih kami simpan. Mohon coba lagi satu menit lagi.
sign-changed = ⚠️ Isinya berubah sejak terakhir Bapak/Ibu lihat. Mohon periksa sekali lagi.

button-ask-signature = ✍️ Buat tautan pengesahan
button-receipts = 🔏 Pengesahan pimpinan
button-receipt = 🧾 Tanda terima (PDF)
button-read-answers = 📄 Baca jawaban (PDF)
button-look-again = 🔄 Periksa lagi
button-sign = ✅ Saya sahkan
button-sign-yes = Ya, saya sahkan

toast-enough-signings = Hari ini sudah dibuat beberapa tautan. Yang sudah diteruskan masih berlaku.
toast-not-sealable = Belum semua bagian terkirim.

receipts-of =
    Pengesahan pimpinan · { $agency }
    { $round }
receipts-none = Belum disahkan. Semua bagian sudah terkirim: buatlah tautan, lalu teruskan kepada pimpinan.
receipts-open = Belum disahkan. Masih ada { $count } bagian yang belum terkirim.
receipts-by = Disahkan { $name }, { $when }.
receipts-broken = Bila perubahannya sudah benar, mintalah pengesahan baru.
receipts-broken-open = Pengesahan baru dapat diminta sesudah { $count } bagian dikirim kembali.
receipts-changed = Yang berubah:
receipts-earlier = Tanda terima sebelumnya:
receipts-changed-group = bukti dukung bersama: { $name }
receipts-changed-gone = { $name } (tidak ditanyakan lagi)
receipt-news =
    🔏 { $agency } disahkan oleh { $name }
    { $number } · { $moment }
    { $answers } jawaban, { $evidence } bukti dukung.
receipt-news-nobody =
    🔏 { $agency } sudah disahkan pimpinannya
    { $number } · { $moment }
    { $answers } jawaban, { $evidence } bukti dukung.
receipt-replaces = Menggantikan { $number }.
answers-paper-caption = Jawaban { $agency } untuk { $round }, keadaan { $moment }.

seal-intact = 🔏 { $number } · segel utuh
seal-broken = ⚠️ { $number } · segel rusak: { $count } jawaban berubah sejak { $date }
seal-cell-intact = segel utuh
seal-cell-broken = segel rusak: { $count } jawaban berubah sejak { $date }
seal-will-break = ⚠️ Isinya sudah disahkan pimpinan dengan { $number }. Bila ada jawaban yang berubah, segelnya rusak dan pengesahan perlu diminta lagi.
status-legend-sealed = 🔏 disahkan pimpinan · ⚠️ berubah sesudahnya
export-receipt = Tanda terima
export-confirmed-by = Disahkan oleh
export-confirmed-at = Disahkan ({ $zone })
export-seal = Segel
home-seal-wanted = ✍️ Tinggal pengesahan pimpinan.
act-signature-asked = Tautan pengesahan untuk pimpinan { $agency } dibuat

## Di atas kertas

paper-receipt = Tanda terima
paper-statement = { $name } mengesahkan jawaban { $agency } untuk { $round } sebagaimana tercatat pada saat di bawah ini.
paper-region = Daerah
paper-round = Kuesioner
paper-agency = Perangkat daerah
paper-signer = Disahkan oleh
paper-time = Waktu
paper-replaces = Menggantikan
paper-head-section = Bagian
paper-head-answered = Terjawab
paper-head-asked = Ditanyakan
paper-head-unavailable = Belum ada data
paper-head-evidence = Bukti
paper-total = Jumlah
paper-fingerprint = Sidik isi (SHA-256)
paper-check = Cara memeriksa: simpan berkas PDF ini, lalu jalankan “pilar verify” dengan nama berkasnya. Isi yang disahkan ikut tersimpan di dalam PDF; perintah itu menghitung ulang sidiknya tanpa internet dan membandingkannya dengan yang tercetak di sini. Perubahan satu huruf pun mengubah sidiknya.
paper-check-not = Tanda terima ini membuktikan apa yang disahkan dan kapan tercatat. Orangnya dikenali dari akun Telegram yang membuka tautan pengesahan; ini bukan tanda tangan elektronik tersertifikasi.
paper-page = halaman
paper-as-of = Keadaan { $moment }
paper-open = (belum dijawab)
paper-evidence = Bukti: { $name }
paper-signature = Mengetahui, pimpinan { $agency }
paper-signature-name = (…………………………………………)
