## Topik perangkat daerah di grup koordinator

groups-topics = Setiap perangkat daerah mendapat topik sendiri. Di sana catatan, pengembalian, dan tugas susulannya tampil dengan nama orangnya.
topic-head = { $agency }
topic-remark = 💬 { $by } (koordinator atau asesor) tentang { $about }:
topic-remark-agency = 💬 { $by } (perangkat daerah) tentang { $about }:
topic-asked = ↩ { $by } mengembalikan { $about }:
topic-returned =
    { $count ->
       *[other] ↩ { $by } mengembalikan { $count } pertanyaan di { $about }.
    }
topic-recalled = { $by } membatalkan pengembalian { $about }.
topic-accepted = ✅ { $by } menerima { $about }.
topic-sent-back = 🔒 { $by } mengirim kembali { $about }.
topic-task-set = 📌 Tugas susulan dari { $by }:
topic-task-delivered = 📥 { $by } menyatakan tugas susulan sudah lengkap:
topic-task-back = ↩ { $by } mengembalikan tugas susulan:
topic-task-moved = ⏳ { $by } mengubah batas waktu tugas susulan:
topic-task-done = ✅ { $by } menyatakan tugas susulan selesai:
topic-task-cancelled = ✖️ { $by } menarik kembali tugas susulan:
topic-task-revived = 📌 Menurut { $by }, tugas susulan ini masih diperlukan:
topic-task-kept = { $by } tidak jadi mengembalikan tugas susulan:
topic-passed-on = ✓ Diteruskan ke { $agency }.
topic-not-here = Balasan ini tidak diteruskan. Tugas susulan diputuskan di obrolan pribadi dengan bot: /tugas
