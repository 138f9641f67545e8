"""First names that people of many countries bear, for lines that name a person and nothing else tells from a town or a section.

Left out are those that towns, brands, months, flowers and other things bear as well ("Santiago", "Mercedes", "April", "Ruby"): with them
such a line is taken for no name. The list is not whole and need not be: whoever is not in it is no author by this sign alone.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_NAMES = """
    aaron abby abdul abigail ada adam adrian adriana agnes agnieszka ahmad ahmed aino aisha akira alan alana albert alberto alejandra
    alejandro aleksandar aleksander aleksandra alena alessandra alessandro alessia alex alexander alexandra alexandre alexis alfred
    alfredo ali alice alicia alina alison allan allison alvaro alyssa amanda amelia amelie amin amina amir amit amrita amy ana anastasia
    anders andrea andreas andrei andres andrew andrey andrzej andy ane angela angelika angelo angus anil anita anja anjali anke ann anna
    annabel anne annette annie annika anthony antje antoine anton antonella antonia antonio antti anya aoife archana ari ariana ariel
    arjun arne arno arnold arthur arturo arun asha ashley ashok asli astrid aurelie axel ayse aysha barbara barry bart bartosz beata
    beatrice beatriz becky ben benedict benedikt benjamin benoit bernadette bernard bernardo bernd bert beth bethany betty bianca bilal
    birgit bjorn bob bogdan boris brad bradley brandon brenda brendan brent brett brian bridget britta bruce bruno bryan burak caitlin
    caleb callum cameron camila camilla camille candice carl carla carlo carlos carmen caroline carolyn carrie carsten caterina
    catherine cathy cecile cecilia celia celine cem cesar charles chiara chloe chris christa christelle christiane christina christine
    christoph christophe christopher claire clara clare clarissa claudia claudio claus clemens clement colin connor conor constanze
    corinna corinne cornelia courtney craig cristian cristiana cristina curtis cynthia dan dana daniel daniela daniele danielle danny
    dariusz darren daryl dave david davide debbie deborah debra deepak deepika denis denise dennis derek diana diane diego dieter
    dietmar dimitri dimitris dina dirk dmitri dmitry dominik dominique donald donna dora doris dorothea dorothy doug douglas duncan
    dylan eberhard eddie edgar edith eduardo edward edwin eileen ekaterina elaine eleanor elena eleonora eli elias elif elisa elisabeth
    elise eliza elizabeth elke ella ellen elliot elliott elsa emil emilia emilie emilio emily emma emmanuel emmanuelle emre enrico
    enrique eric erica erich erik erika erin ernest ernesto erwin esra esteban esther ethan etienne eugene eugenia eva evan evelyn ewa
    fabian fabio fabrice farah fatima fatma federica federico felicia felipe felix ferdinand fernanda fernando filip filippo finn fiona
    flavia francesca francesco francine francis francisca francisco franck francois francoise franz fraser fred frederic frederik
    frederike friedrich fritz gabriel gabriela gabriele gabriella gabrielle gareth gary gavin gemma genevieve geoff geoffrey georg
    george georges georgina gerald gerard gerd gerhard gianluca gianni gilbert gilles gillian gina giorgio giovanna giovanni gisela
    giulia giuseppe gloria gonzalo gordon graham greg gregor gregory greta grzegorz gudrun guido guillaume guillermo gunter gustavo
    hakan hamish hamza hana hanna hannah hannes hans harald harold harriet harry harvey hasan hassan hatice heidi heike heiko heinrich
    heinz helen helena helene helga helmut hendrik henning henri henrik henry herbert herman hermann hiroshi holger horst howard hubert
    hugh hugo huseyin ian ibrahim ida ignacio igor ilaria ilse imran ina ines inga inge ingo ingrid ioana ion irena irene irina isaac
    isabel isabella isabelle ismail istvan ivan ivana ivo jackie jacob jacqueline jacques jaime jakob jakub james jamie jan jana jane
    janet janice janine janos jarek jaroslav jasmin jasmine jason javier jean jeanne jeff jeffrey jelena jennifer jenny jens jeremy
    jerome jerry jesper jesse jessica jill jim jimmy jiri joachim joan joana joanna joanne joao jochen jodie joe joel joern johan johann
    johanna johannes john johnny jon jonas jonathan jonny jorg jorge jose josef josefine joseph josephine josh joshua juan juana judith
    judy jukka julia julian juliana juliane julie julien juliette julio jurgen justin justine justyna jutta kaitlyn karen kari karim
    karin karina karl karolina karsten kasia katarina katarzyna kate katerina katharina katherine kathleen kathrin kathryn kathy katie
    katja katrin kay kayla kazuo keith kelly kelsey ken kenji kenneth kerry kerstin kevin khaled kieran kim kirsten kirsty klaus konrad
    konstantin kristen kristian kristin kristina kristof krzysztof kumar kurt kyle lara larissa larry lars laszlo latoya laura lauren
    laurence laurent lea leah lech leila lena leo leon leonard leonardo leonie leopold leslie lewis liam lidia linda lindsay lindsey
    linus lisa liz ljiljana lois lola lorenzo lothar louis louisa louise luca lucas lucia luciana luciano lucie lucy ludmila ludwig
    luigi luis luisa lukas lukasz luke lutz lydia lynn maciej maddie madeleine magdalena maggie magnus mahmoud maja malcolm malgorzata
    malik manfred manon manuel manuela mara marc marcel marcela marcello marcia marcin marco marcos marcus marek margaret margarita
    margot marguerite maria mariam marian mariana marianne marie marija marika mario marion marisa marissa marius marjorie mark marko
    markus marlene marta martha martin martina martyn mary maryam masha massimo mateusz mathias mathieu mathilde matt matteo matthew
    matthias matthieu maureen maurice mauricio mauro max maxim maxime maximilian megan mehmet mei melanie melinda melissa meredith merve
    mette mia michael michaela michal michel michela michele michelle mick miguel mihaela mihai mikael mike mikhail mikko milan milena
    milica milos mina mira miranda miriam mirjam mitchell mohamed mohammad mohammed moira molly monica monika monique moritz morten
    moses muhammad mustafa nadia nadine nadja nancy naomi natalia natalie natasha nathalie nathan neha neil nele nelly neville niall
    nicholas nick nicola nicolas nicole niels nigel niklas nikola nikolai nikolaus nikos nils nina nisha noah noel nora norbert norman
    nuno oksana olaf ole oleg oleksandr olena olga oliver olivia olivier ollie omar orla oskar otto owen pablo paige pamela paola paolo
    patricia patricio patrick patrik patrizia patty paul paula paulina pauline paulo pavel pawel pedro peggy pekka per perry peter petr
    petra petros phil philip philipp philippa philippe phillip phoebe pia pierre pietro pilar piotr piyush polly pooja poppy prakash
    preeti priya przemyslaw rachel radek rafael rafal rahul raimund rainer rajesh ralf ralph ramesh ramon ramona raphael raquel rasmus
    ravi raymond rebecca rebekka regina reiner reinhard renata renate renaud rene reza rhys ricardo riccardo richard rick rita rob
    robbie robert roberta roberto rodolfo rodrigo roger rohan roland rolf romain roman ron ronald ronny rory rosa rosalie rosanna
    rosemary ross roxana roy ruben rudolf rui rupert russell ruth ryan sabine sabrina sally sam samantha sami samir samuel sandeep
    sandra sandro sanjay santosh sara sarah sascha satoshi scott sean sebastian sebastiano selina selma serena serge sergei sergey
    sergio sevgi shane shannon sharon shaun shauna sheila shirley shreya siegfried sigrid silke silvana silvia simon simona simone sina
    sinead siobhan sofia sofie sonia sonja sophia sophie soren stacey stacy stan stanislav stefan stefania stefanie stefano steffen
    stella stephan stephane stephanie stephen steve steven stewart stuart sunil susan susana susann susanna susanne suzanne sven svenja
    svetlana sylvia sylvie tadeusz takashi tamara tania tanja tanya tara tariq tatiana tatjana terence teresa terry thea theo theodor
    theresa therese thierry thomas thorsten tiago tiffany tim timo timothy tina tobias todd tom tomas tomasz tommaso tommy toni torsten
    tove tracey tracy trevor tristan tyler udo ulf ulrich ulrike umberto ursula ute uwe valentina valeria valerie vanessa vasilis vera
    verena veronica veronika veronique vicky victor vijay vikram viktor viktoria vincent vincenzo viola violeta virginie vito vitor
    vivek vivian viviana vladimir volker walter wanda wayne wendy werner wiebke wilfried wilhelm willem william wojciech wolfgang xavier
    yael yannick yasmin yasmine yolanda yoshi youssef yuki yulia yuri yusuf yves yvette yvonne zachary zainab zeynep zoe zoltan zuzana
    александр александра алексей алена алина алла анастасия анатолий андрей андрій анна антон арина артем артур богдан борис вадим
    валентина валерий валерия василий василь вера вероника виктор виктория виталий владимир владислав володимир вячеслав вікторія галина
    ганна георгий глеб григорий дарья денис дмитрий дмитро евгений евгения егор екатерина елена елизавета зоя иван игорь илья инна ирина
    катерина кирилл константин ксения лариса леонид лидия людмила максим маргарита марина мария марія микола михаил михайло надежда
    наталия наталья наталія никита николай оксана олег олександр олександра олена олеся ольга павел петро полина роман руслан светлана
    семен сергей сергій софия софья станислав степан тамара татьяна тетяна тимур ульяна федор христина юлия юлія юрий яна ярослав
    ярослава євген іван ігор ірина
    αλεξανδρος αλεξης αναστασια ανδρεας αννα αντωνης αργυρης βασιλης βασιλικη γεωργια γεωργιος γιαννης γιωργος δημητρα δημητρης ειρηνη
    ελενη ευα ηλιας θανασης θοδωρης ιωαννα ιωαννης κατερινα κωνσταντινα κωνσταντινος κωστας λευτερης μαρια μαριος μιχαλης νικη νικολαος
    νικος παναγιωτης παυλος πετρος σοφια σπυρος στελιος σωτηρης χαρης χρηστος χριστινα
"""
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "s", "æ": "a", "ё": "е"})


def is_given(word: str) -> bool:
    """Whether a word is a first name, whatever its case and accents; of "Jean-Luc" the first half, which must be one, tells."""
    return _plain(word.partition("-")[0]) in _given()


@cache
def _given() -> frozenset[str]:
    return frozenset(map(_plain, _NAMES.split()))


def _plain(word: str) -> str:
    """Letters without their accents: "Jörg" -> "jorg"."""
    split = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(char for char in split if not unicodedata.combining(char))
