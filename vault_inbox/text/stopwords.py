"""Words that carry no topic, folded, in the languages most often met: a vault of a handful of notes has no frequencies to tell them by.

Numbers and spans of time are among them: "two hours" is no matter that two notes share.
"""

from __future__ import annotations

import re

STOPWORDS = frozenset(
    re.findall(
        r"\S+",
        """
    http https www com org net html htm php
    a about above after again against all already also always am an and another any are aren around as at away back be became because become
    been before began behind being below better between big both but by call came can cannot check come could day days did didn different do
    does doesn doing don done down during each early either else enough etc even ever every few find first for found from full further gave
    get gets getting give given go goes going gone good got great had has hasn have haven having he her here hers herself him himself his
    how i if in including instead into is isn it its itself just keep kind know last later least less let like likely little ll long look
    lot made make makes making many may maybe me mean might mine more most much must my myself name near need needs never new next no nor
    not nothing now of off often old on once one only onto open or other others our ours ourselves out over own part people perhaps place
    please put quite rather re really right said same saw say see seem seems seen set several shall she should since small so some someone
    something sometimes soon still such sure take taken talk tell than that the their theirs them themselves then there these they thing
    things think this those though three through time today together too took toward try trying two under until up upon us use used useful
    uses using ve very via want wants was way ways we week well went were weren what when where whether which while who whom whose why will
    with within without won work works would yes yet you your yours yourself year years
    best easy example examples guide help here how howto idea intro introduction item learn link list news note notes page post posts
    read simple start started story text thought thoughts tip tips title top tutorial update updated version video website
    aber alle als also am an auch auf aus bei beim bereits bin bis bist bitte da damit dann das dass dem den denn der des dich die dies
    diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euch für gegen haben hat hatte hier
    ich ihm ihn ihnen ihr ihre im in ist ja jede jeder kann kein keine können lesen lies man mehr mein mich mir mit nach nicht nichts noch
    nun nur ob oder ohne schon sehr sein seine sich sie sind so soll über um und uns unser unter vom von vor waren was weil wenn wer werden
    wie wieder wir wird wurde wurden zu zum zur zwischen
    alors après au aucun aussi autre avant avec avoir bien cela ces cet cette chez comme dans de depuis des deux donc dont du elle
    elles en encore entre est et été être eux fait il ils je leur leurs lui mais même moins mon ne nos notre nous on ont ou où par pas
    peut plus pour quand que quel quelle qui sa sans se sera ses son sont sous sur ta tes toi ton tous tout toute très trop un une vos
    votre vous
    algo ante antes aquel aquí así aunque cada como con contra cual cuando del desde donde dos el ella ellos entre era es esa ese eso
    esta estaba este esto están fue ha había hasta hay la las le les lo los más me mi mientras muy nada ni nos nosotros otra otro para
    pero poco por porque puede pues qué quien se sea ser si sin sobre su sus también tan te tiene todo todos tu un una uno unos y ya
    al alla allo anche ancora che chi ci come con cosa cui da dal dalla degli dei del della delle dello di dopo dove due e fra gli ha
    hanno ho i il loro ma mio molto nei nel nella non o ogni per perché più poi prima qua quale quando quello questa questo qui sono
    stata stato su sua sue sugli sui sul sulla suo tra tutti tutto un una
    aan ben bij dan dat deze dit door een geen haar heb hebben heeft het hij hoe hun ik is je kan maar meer met mijn naar niet nog om ook
    op over te tot uit van veel voor waar was wat we wel werd wie wij worden ze zich zij zijn zo
    ale ani asi až bude by byl byla bylo být co další do ho i já jak jako je jeho její jejich jen ještě již jsem jsme jsou k kde kdo když
    která které který kteří má mezi mi mít může na nad nebo není než o od po pod podle pokud pro proto před při s se si sice svůj ta tak
    také tam tato tedy ten tento to toho tu ty u už v ve však více z za ze že
    as com da das do dos ela ele em era essa esse esta este eu foi isso isto já mais mas mesmo meu minha muito na nas nem no nos nossa
    não o os ou para pela pelo por quando que quem sem ser seu sua são só também tem uma você
    eight eleven five four half hour hours hundred minute minutes month months nine second seconds seven six third twelve twenty
    acht alles beide daher danach davon davor dazu drei eins etwa fünf ganz ganze ganzen gar geht gibt gut gute guten halb halbe halben jahr
    jahre jahren jedem jeden jeweils klein kleine kleinen lange lassen lässt machen macht mal manche mindestens minuten monat monate monaten
    neun sechs sieben sofort später statt stunde stunden tage tagen ungefähr viel viele vielen vier wenig wenige woche wochen zehn zuerst
    zuletzt zusammen zwei zweimal zwölf
    ainsi année années ans après-midi assez beaucoup bon bonne chaque cinq demi demie dix façon faire faut grand grande heure heures huit
    jour jours jusqu lorsque mois neuf onze petit petite plusieurs presque prendre puis quatre quelques semaine semaines sept seulement
    surtout toujours trois vers
    además ahora algunos año años bueno casi cinco cuatro día días diez gran hace hacer hora horas luego mes meses minuto minutos mismo
    mucho muchos nueve ocho pequeño primero seis semana semanas siempre siete tanto tres varios veces vez
    anno anni bene cinque dieci fare giorni giorno meglio mese mesi minuti molti nove ora otto piccolo quattro sei sempre sette settimana
    settimane tre
    alleen altijd dag dagen drie elke goed grote jaar jaren maand maanden negen samen twee uren uur vijf weken weer zes zeven
    dez dia dias fazer mês oito quatro sete três
    dnes dny dní dva dvě dvou hodin hodina hodiny jedna měsíc minut minuty několik první rok roky roků tři týden týdny velmi vždy čtyři pět
    šest
    aby bardzo był była było być dla dwa dwie dzień gdy jest jeszcze już każdy kiedy który która które lub mamy może nie oraz przed przez
    przy się są także tego tej też tylko tym tygodni trzy wszystko żeby
    att av det efter eller ett från för har hon han inte jag mycket mot och på sedan ska som till två upp vara vid vill är år över
    без более будет будут бы был была были было быть вам вас весь во вот все всего всех вы где да даже два две день дней для до его ее её ей
    если есть ещё еще же за здесь из или им их как какой когда которая которые который кто ли лучше либо между меня мне много может можно
    мой мы на над надо нам нас не него нее неё нельзя нет ни них но ну об один одна однако одно он она они оно от очень перед по под после
    потом потому почти при про раз раза самый свой сейчас себе себя сегодня со так также такой там тем теперь то тогда того тоже только том
    тот три тут ты уже хорошо хотя час часа часов чего чем через что чтобы чуть эта эти это этого этой этом этот я неделя недели недель
    неделю месяц месяца месяцев год года лет минут минуты минута
    """,
    )
)
