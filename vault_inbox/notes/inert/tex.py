r"""The commands and environments of TeX that only typeset, and so may stand in a note.

They are those of MathJax 3, with which Obsidian shows mathematics (its base, AMS, braket, cancel, extpfeil, upgreek, mhchem, the arrows and
matrices of mathtools). Left out is what links, names, styles, colours, loads, defines, counts without end or draws far from its place.
"""

from __future__ import annotations

COMMANDS = frozenset(
    """
    acute aleph alpha amalg And angle approx approxeq arccos arcsin arctan arg Arrowvert arrowvert ast asymp atop backepsilon backprime
    backsim backsimeq backslash bar barwedge Bbb Bbbk bcancel because begin beta beth between bf Big big bigcap bigcirc bigcup Bigg bigg
    Biggl biggl Biggm biggm Biggr biggr Bigl bigl Bigm bigm bigodot bigoplus bigotimes Bigr bigr bigsqcup bigstar bigtimes
    bigtriangledown bigtriangleup biguplus bigvee bigwedge binom blacklozenge blacksquare blacktriangle blacktriangledown
    blacktriangleleft blacktriangleright bmod boldsymbol bot bowtie Box boxdot boxed boxminus boxplus boxtimes Bra bra brace bracevert
    brack Braket braket breve buildrel bullet Bumpeq bumpeq cal cancel cancelto Cap cap cases cdot cdotp cdots ce celsius centerdot
    centernot cfrac check checkmark chi choose circ circeq circlearrowleft circlearrowright circledast circledcirc circleddash circledR
    circledS clap clubsuit colon colonapprox Coloneq coloneq Coloneqq coloneqq colonsim complement cong coprod cos cosh cot coth cr
    cramped csc Cup cup curlyeqprec curlyeqsucc curlyvee curlywedge curvearrowleft curvearrowright dagger daleth dashleftarrow
    dashrightarrow dashv dbinom dblcolon ddagger ddddot dddot ddot ddots deg degree Delta delta det dfrac diagdown diagup Diamond
    diamond diamondsuit digamma dim displaylines displaystyle div divideontimes divsymbol dot Doteq doteq doteqdot dotplus dots dotsb
    dotsc dotsi dotsm dotso doublebarwedge doublecap doublecup Downarrow downarrow downdownarrows downharpoonleft downharpoonright ell
    emptyset end enspace epsilon eqalign eqcirc Eqcolon eqcolon Eqqcolon eqqcolon eqsim eqslantgtr eqslantless equiv eta eth exists exp
    fallingdotseq fbox Finv flat forall frac frak frown Game Gamma gamma gcd ge genfrac geq geqq geqslant gets gg ggg gggtr gimel
    gnapprox gneq gneqq gnsim grave gt gtrapprox gtrdot gtreqless gtreqqless gtrless gtrsim gvertneqq hat hbar hbox hdashline heartsuit
    hfil hfill hfilll hline hom hookleftarrow hookrightarrow hphantom hskip hslash hspace idotsint iff iiiint iiint iint Im imath
    impliedby implies in inf infty injlim int intercal intop iota it jmath Join kappa ker kern Ket ket Ketbra ketbra Lambda lambda land
    langle LaTeX lbrace lbrack lceil ldotp ldots le leadsto left Leftarrow leftarrow leftarrowtail leftharpoondown leftharpoonup
    leftleftarrows Leftrightarrow leftrightarrow leftrightarrows leftrightharpoons leftrightsquigarrow leftthreetimes leq leqq leqslant
    lessapprox lessdot lesseqgtr lesseqqgtr lessgtr lesssim lfloor lg lgroup lhd lim liminf limits limsup ll llap llcorner Lleftarrow
    lll llless lmoustache ln lnapprox lneq lneqq lnot lnsim log Longleftarrow longleftarrow Longleftrightarrow longleftrightarrow
    longmapsto Longrightarrow longrightarrow looparrowleft looparrowright lor lozenge lparen lrcorner Lsh lt ltimes lVert lvert
    lvertneqq maltese mapsto mathbb mathbf mathbfcal mathbffrak mathbfit mathbfscr mathbfsf mathbfsfit mathbfsfup mathbfup mathbin
    mathcal mathclap mathclose mathfrak mathinner mathit mathllap mathnormal mathop mathopen mathord mathpunct mathrel mathring mathrlap
    mathrm mathscr mathsf mathsfit mathsfup mathstrut mathtt mathup matrix max mbox measuredangle mho micro mid middle min mit mkern mod
    models mp mskip mspace mu multimap nabla natural ncong ndownarrow ne nearrow neg negmedspace negthickspace negthinspace neq newline
    nexists ngeq ngeqq ngeqslant ngtr ni nLeftarrow nleftarrow nLeftrightarrow nleftrightarrow nleq nleqq nleqslant nless nmid
    nobreakspace nolimits not notin nparallel nprec npreceq nRightarrow nrightarrow nshortmid nshortparallel nsim nsubseteq nsubseteqq
    nsucc nsucceq nsupseteq nsupseteqq ntriangleleft ntrianglelefteq ntriangleright ntrianglerighteq nu nuparrow nVDash nVdash nvDash
    nvdash nwarrow odot of ohm oint oldstyle Omega omega omicron ominus operatorname oplus oslash otimes over overbrace overbracket
    overleftarrow overleftrightarrow overline overparen overrightarrow overset overunderset owns parallel partial perp perthousand
    phantom Phi phi Pi pi pitchfork pm pmatrix pmb pmod pod Pr prec precapprox preccurlyeq preceq precnapprox precneqq precnsim precsim
    prescript prime prod projlim propto Psi psi pu qquad quad rangle rbrace rbrack rceil Re restriction rfloor rgroup rhd rho right
    Rightarrow rightarrow rightarrowtail rightharpoondown rightharpoonup rightleftarrows rightleftharpoons rightrightarrows
    rightsquigarrow rightthreetimes risingdotseq rlap rm rmoustache root rparen Rrightarrow Rsh rtimes rVert rvert S scr
    scriptscriptstyle scriptstyle searrow sec Set set setminus sf sharp shortmid shortparallel sideset Sigma sigma sim simeq sin sinh
    smallfrown smallint smallsetminus smallsmile smash smile spadesuit sphericalangle splitdfrac splitfrac sqcap sqcup sqrt sqsubset
    sqsubseteq sqsupset sqsupseteq square stackbin stackrel star strut Subset subset subseteq subseteqq subsetneq subsetneqq substack
    succ succapprox succcurlyeq succeq succnapprox succneqq succnsim succsim sum sup Supset supset supseteq supseteqq supsetneq
    supsetneqq surd swarrow symbb symbf symbfcal symbffrak symbfit symbfscr symbfsf symbfsfit symbfsfup symbfup symcal symfrak symit
    symnormal symrm symscr symsf symsfit symsfup symtt symup tag tan tanh tau tbinom TeX text textbf textit textnormal textrm textsf
    textstyle texttt textup tfrac therefore Theta theta thickapprox thicksim thinspace tilde times to top triangle triangledown
    triangleleft trianglelefteq triangleq triangleright trianglerighteq tt twoheadleftarrow twoheadrightarrow ulcorner underbrace
    underbracket underleftarrow underleftrightarrow underline underparen underrightarrow underset unlhd unrhd upalpha Uparrow uparrow
    upbeta upchi Updelta updelta Updownarrow updownarrow upepsilon upeta Upgamma upgamma upharpoonleft upharpoonright upiota upkappa
    Uplambda uplambda uplus upmu upnu Upomega upomega upomicron Upphi upphi Uppi uppi Uppsi uppsi uprho Upsigma upsigma Upsilon upsilon
    uptau Uptheta uptheta upuparrows Upupsilon upupsilon upvarepsilon upvarphi upvarpi upvarrho upvarsigma upvartheta Upxi upxi upzeta
    urcorner varDelta varepsilon varGamma varinjlim varkappa varLambda varliminf varlimsup varnothing varOmega varPhi varphi varPi varpi
    varprojlim varpropto varPsi varrho varSigma varsigma varsubsetneq varsubsetneqq varsupsetneq varsupsetneqq varTheta vartheta
    vartriangle vartriangleleft vartriangleright varUpsilon varXi vcentcolon vcenter Vdash vDash vdash vdots vec vee veebar Vert vert
    vphantom Vvdash wedge widehat widetilde wp wr xcancel xhookleftarrow xhookrightarrow Xi xi xLeftarrow xleftarrow xleftharpoondown
    xleftharpoonup xLeftrightarrow xleftrightarrow xleftrightharpoons xlongequal xmapsto xRightarrow xrightarrow xrightharpoondown
    xrightharpoonup xrightleftharpoons xtofrom xtwoheadleftarrow xtwoheadrightarrow yen zeta
    """.split()  # noqa: SIM905 - 800 names in quotes cannot be read
)
ENVIRONMENTS = frozenset(
    """
    align aligned array Bmatrix bmatrix Bsmallmatrix bsmallmatrix cases CD dcases drcases eqnarray equation flalign gather gathered
    matrix multline pmatrix psmallmatrix rcases smallmatrix split subarray Vmatrix vmatrix Vsmallmatrix vsmallmatrix
    """.split()  # noqa: SIM905
)
# Pairs of columns, as many as a number says: a large one keeps a reader busy for ever.
COUNTED = frozenset({"alignat", "alignedat", "xalignat", "xxalignat"})
# Signs behind a backslash: spaces, brackets, line ends, and the marks that TeX would else read as its own.
SIGNS = frozenset(",;:>| {}\\%&_")
# What takes no place, or draws nothing: over a few signs it lines a formula up, over more it would cover or hide the text.
COVERS = frozenset({"clap", "hphantom", "llap", "mathclap", "mathllap", "mathrlap", "phantom", "rlap", "smash", "tag", "vphantom"})
# Commands with a length behind them, and the spaces that lead back, in em.
LENGTHS = frozenset({"hskip", "hspace", "kern", "mkern", "mskip", "mspace"})
BACK = {"!": 3 / 18, "negthinspace": 3 / 18, "negmedspace": 4 / 18, "negthickspace": 5 / 18}
