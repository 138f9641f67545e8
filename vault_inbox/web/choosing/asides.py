"""Words by which a line speaks to its reader about the site, not about its subject: subscribe, follow, share, copyright.

They stand in articles too; so they refuse nothing, and are but counted for the fitted model. Case does not count.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

_WORDS = frozenset(
    """
    subscribe subscribed subscriber subscribers subscribing subscription subscriptions newsletter newsletters signup follow share sharing
    click tap download email emails contact inbox app podcast whatsapp telegram facebook instagram linkedin twitter youtube tiktok
    copyright reserved license licence licensed cookie cookies privacy advertise advertisement advertising sponsor sponsored affiliate
    commission donate donation membership register login comment comments reprint reprints republished disclaimer
    abonnieren abonnement abonnements abonnent abonnenten abo anmelden teilen folgen bestellen registrieren urheberrecht nachdruck
    datenschutz werbung anzeige kommentare
    suscríbete suscribirse suscripción suscríbase suscriptores síguenos compartir comparte regístrate boletín comentarios publicidad
    inscrivez inscription abonnez abonner abonnés partager partagez suivez commentaires publicité réservés
    iscriviti iscrizione abbonati abbonamento condividi seguici commenti pubblicità riservata riservati riproduzione
    assine assinante assinantes inscreva compartilhe compartilhar siga cadastre comentários publicidade reservados
    aanmelden nieuwsbrief abonneer volg reacties advertentie prenumerera nyhetsbrev följ dela tilmeld nyhedsbrev abonner abonnér annons
    zapisz obserwuj udostępnij prenumerata komentarze reklama sledujte sdílet odebírat komentáře inzerce feliratkozás hírlevél
    abone paylaş takip bülten yorumlar daftar bagikan langganan
    подписывайтесь подпишитесь подписка поделиться поделитесь комментарии реклама підпишіться підписуйтесь коментарі
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)
# What stands within a line of text that knows no spaces, or no letters.
_SIGNS = ("©", "登録", "フォロー", "シェア", "無断転載", "購読", "会員", "订阅", "关注", "分享", "版权", "구독", "공유", "무단")


def count_asides(text: str, words: AbstractSet[str]) -> int:
    """How many such words and signs a text has; `words` are its words in lower case."""
    return len(words & _WORDS) + (0 if text.isascii() else sum(sign in text for sign in _SIGNS))
