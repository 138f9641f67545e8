// Typesets formulas as MathJax 3 does, with all that its full edition may load: a line of JSON comes in, a line of JSON goes out.
// Of each formula: the HTML that came of it, `<broken>` where MathJax broke down, and the milliseconds that it took.
"use strict";
const { mathjax } = require("mathjax-full/js/mathjax.js");
const { TeX } = require("mathjax-full/js/input/tex.js");
const { CHTML } = require("mathjax-full/js/output/chtml.js");
const { liteAdaptor } = require("mathjax-full/js/adaptors/liteAdaptor.js");
const { RegisterHTMLHandler } = require("mathjax-full/js/handlers/html.js");
const { AllPackages } = require("mathjax-full/js/input/tex/AllPackages.js");

// These give other meanings to names of the rest, and are loaded only where somebody asks for them.
const OTHER = new Set(["physics", "bussproofs", "colorv2", "setoptions", "tagformat", "noundefined", "noerrors"]);

async function main() {
  const adaptor = liteAdaptor();
  RegisterHTMLHandler(adaptor);
  const typeset = (tex) => {
    const packages = AllPackages.filter((name) => !OTHER.has(name));
    const document = mathjax.document("", { InputJax: new TeX({ packages }), OutputJax: new CHTML({ fontURL: "x" }) });
    const started = Date.now();
    try {
      return { html: adaptor.outerHTML(document.convert(tex, { display: true })), milliseconds: Date.now() - started };
    } catch (error) {
      return { html: `<broken>${error}</broken>`, milliseconds: Date.now() - started };
    }
  };
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  process.stdout.write(JSON.stringify(JSON.parse(Buffer.concat(chunks).toString("utf8")).map(typeset)));
}

main();
