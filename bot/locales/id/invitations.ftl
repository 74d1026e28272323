## Undangan

invitation =
    Yth. Bapak/Ibu perwakilan { $agency },

    mohon kesediaannya mengisi { $round } melalui Telegram: { $questions } pertanyaan, kira-kira { $minutes } menit, boleh dicicil.
    Batas waktu: { $deadline }.

    Silakan buka tautan ini, lalu ketuk Mulai:
    { $link }

    Bila diminta kode, ketik: { $code }
    Undangan ini khusus untuk perwakilan tersebut dan berlaku sampai { $expires }.

    Terima kasih.
invitation-invalid = Undangan ini tidak kami kenali. Mohon periksa tautan atau kodenya, atau minta undangan baru kepada koordinator.
invitation-expired = Masa berlaku undangan ini sudah habis. Mohon minta undangan baru kepada koordinator. Terima kasih.
invitation-used = Undangan ini sudah terpakai. Mohon minta undangan baru kepada koordinator. Terima kasih.
invitation-closed = Kuesioner untuk undangan ini sudah ditutup. Untuk keterangan, mohon hubungi koordinator.
