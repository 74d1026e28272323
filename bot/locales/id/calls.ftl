## Siapa yang perlu dihubungi

calls-count =
    { $count ->
       *[other] { $count } perangkat daerah perlu dihubungi, yang paling mendesak di atas.
    }
calls-none = Saat ini tidak ada perangkat daerah yang perlu dihubungi.
call-gone = ⛔ Semua perwakilan tidak terjangkau lewat Telegram.
call-never = ✉️ Belum ada yang bergabung.
call-overdue =
    { $count ->
       *[other] ⏳ Batas waktu { $moment }; { $count } bagian masih ditunggu.
    }
call-silent =
    { $count ->
       *[other] 💤 Lama tidak aktif; { $count } bagian masih ditunggu.
    }
call-person = { $name } · { $seen }
call-person-unreachable = ⛔ { $name } · { $seen }
call-never-seen = belum pernah aktif
call-contact = ☎ { $contact }
call-no-contact = ☎ Nomor kontak belum dicatat.
button-call-invite = Undang
button-call-extend = Perpanjang
button-invite-another = Undang rekan lain
unreachable = ⛔ { $person } dari { $agency } tidak dapat kami hubungi lagi lewat Telegram.
unreachable-others = Perwakilan lain yang masih terjangkau: { $names }.
unreachable-nobody = Tidak ada perwakilan lain yang terjangkau. Mohon undang rekan lain atau hubungi langsung.
