// Prints the text of each page as pdf.js gives it: a JSON list.   node pdfjs.mjs file.pdf
import fs from 'node:fs'

globalThis.DOMMatrix ??= class {}   // asked for when the module loads; text extraction never uses it
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
const data = new Uint8Array(fs.readFileSync(process.argv[2]))
const file = await getDocument({ data, verbosity: 0, useSystemFonts: false }).promise
const pages = []
for (let number = 1; number <= file.numPages; number++) {
  const { items } = await (await file.getPage(number)).getTextContent()
  pages.push(items.map(item => item.str + (item.hasEOL ? '\n' : '')).join(''))
}
console.log(JSON.stringify(pages))
