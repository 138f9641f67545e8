// Reads texts as other programs of Obsidian's world do: a line of JSON comes in, a line of JSON goes out.
// micromark with GitHub's tables, footnotes, tasks and bare addresses, mathematics, frontmatter and wikilinks; the parser of Dataview's language.
"use strict";
const path = require("node:path");
const { pathToFileURL } = require("node:url");

async function main() {
  const load = (name) => import(pathToFileURL(require.resolve(name)).href);
  const { micromark } = await load("micromark");
  const { gfm, gfmHtml } = await load("micromark-extension-gfm");
  const { math, mathHtml } = await load("micromark-extension-math");
  const { frontmatter, frontmatterHtml } = await load("micromark-extension-frontmatter");
  const { syntax: wiki, html: wikiHtml } = require("micromark-extension-wiki-link");
  const { EXPRESSION } = require(path.join(process.argv[2], "package", "lib", "index.js"));
  const loud = { allowDangerousHtml: true, allowDangerousProtocol: true };
  const both = [gfm(), math(), frontmatter()];
  const toHtml = [gfmHtml(), mathHtml(), frontmatterHtml()];

  const read = ({ text, value }) => ({
    html: micromark(text, { ...loud, extensions: both, htmlExtensions: toHtml }),
    linked: micromark(text, { ...loud, extensions: [wiki()], htmlExtensions: [wikiHtml()] }),
    link: EXPRESSION.embedLink.parse(value).status,
    tag: EXPRESSION.tag.parse(value).status,
  });
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  process.stdout.write(JSON.stringify(JSON.parse(Buffer.concat(chunks).toString("utf8")).map(read)));
}

main();
