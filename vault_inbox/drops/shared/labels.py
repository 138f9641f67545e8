"""The words before the colon of header lines and of the lines above a mail, in the languages of most phones, under their English names."""

from __future__ import annotations

import re
import unicodedata

_LINE = re.compile(r"([^:：]{1,24}?)\s{0,9}[:：]\s*(.*)")


def _names(table: dict[str, str]) -> dict[str, str]:
    return {
        unicodedata.normalize("NFC", name).casefold(): english for english, names in table.items() for name in (english, *names.split("|"))
    }


# Chinese in both scripts, Spanish, Hindi, Arabic, Portuguese, Russian, Japanese, German, French, Indonesian, Turkish, Korean, Italian,
# Vietnamese, Thai, Polish and Dutch.
HEADERS = _names({
    "rss feed": "rss-feed",
    "title": "titel|titre|título|titolo|tytuł|заголовок|название|başlık|judul|标题|標題|タイトル|제목|العنوان|शीर्षक|tiêu đề|ชื่อเรื่อง|หัวข้อ",
    "link": "url|lien|enlace|collegamento|ссылка|bağlantı|tautan|链接|連結|鏈接|リンク|링크|الرابط|लिंक|liên kết|ลิงก์",
    "source": "quelle|fuente|fonte|źródło|bron|источник|kaynak|sumber|来源|來源|出典|출처|المصدر|स्रोत|nguồn|แหล่งที่มา|ที่มา",
    "author": "authors|autor|autorin|autoren|auteur|auteurs|autora|autores|autore|autori|autorzy|автор|авторы|yazar|penulis|作者|著者"
    "|저자|الكاتب|المؤلف|लेखक|tác giả|ผู้เขียน",
    "date": "datum|fecha|data|дата|tarih|tanggal|日期|日付|날짜|التاريخ|दिनांक|तारीख|ngày|วันที่",
    "published": "veröffentlicht|publié|publicado|pubblicato|opublikowano|gepubliceerd|опубликовано|yayınlanma|terbit|发布日期"
    "|公開日|발행일|เผยแพร่",
    "tags": "schlagwörter|schlagworte|étiquettes|mots-clés|etiquetas|etichette|tagi|теги|метки|etiketler|标签|標籤|タグ"
    "|태그|الوسوم|टैग|thẻ|แท็ก",
    "category": "kategorie|catégorie|categoría|categoria|categorie|kategoria|категория|kategori|分类|分類|カテゴリ|カテゴリー|카테고리"
    "|التصنيف|श्रेणी|danh mục|หมวดหมู่",
    "via": "via",
})  # fmt: skip
# The same, Swedish, Norwegian, Danish and Finnish: what mail programs there write.
MAIL = _names({
    "from": "von|de|da|van|od|från|fra|lähettäjä|от|kimden|dari|发件人|寄件者|差出人|보낸 사람|من|từ|จาก",
    "to": "an|à|a|para|aan|do|till|til|vastaanottaja|кому|kime|kepada|收件人|收件者|宛先|받는 사람|إلى|ถึง",
    "cc": "kopie|copie|copia|cópia|dw|kopia|kopi|копия|bilgi|抄送|副本|참조|نسخة",
    "bcc": "bcc",
    "reply-to": "antwort an|répondre à|responder a|rispondi a",
    "subject": "betreff|objet|asunto|oggetto|assunto|onderwerp|temat|ämne|emne|aihe|тема|konu|subjek|perihal|主题|主旨|件名|제목|الموضوع"
    "|เรื่อง|หัวเรื่อง",
    "date": "datum|fecha|data|dato|päivämäärä|дата|tarih|tanggal|日期|日時|날짜|التاريخ|วันที่",
    "sent": "gesendet|envoyé|enviado|enviado el|enviada|enviada em|inviato|verzonden|wysłano|skickat|sendt|lähetetty|отправлено"
    "|gönderildi|dikirim|发送时间|寄件日期|送信日時|보낸 날짜|تم الإرسال|ส่งเมื่อ",
    "message-id": "message-id",
})  # fmt: skip


def labelled(line: str, names: dict[str, str]) -> tuple[str, str] | None:
    """Read `Word: value` with a word of `names`: its English name and the value; None for any other line."""
    found = _LINE.fullmatch(line.strip())
    name = names.get(unicodedata.normalize("NFC", found[1]).casefold(), "") if found else ""
    return (name, found[2]) if found and name else None
