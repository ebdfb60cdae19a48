// Opens an EPUB in foliate-js under headless Chromium, turns its pages, and prints what the engine says as JSON.
//   node foliate.mjs book.epub folder-for-pictures '{"pages": 6, "width": 800, "height": 1000, "dark": false, "size": 16, "style": ""}'
// dark: the reader prefers dark colours; size: the reader's type in px; style: a style sheet of the reader's own.
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { createRequire } from 'node:module'
import puppeteer from 'puppeteer-core'

const [book, folder, wishes] = process.argv.slice(2)
const { pages, width, height, dark, size, style } = JSON.parse(wishes)
const paper = dark ? '#121212' : '#ffffff'   // what Chromium lays under a page of a dark colour scheme
const engine = path.dirname(createRequire(import.meta.url).resolve('foliate-js/view.js'))
const types = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css',
  '.json': 'application/json', '.epub': 'application/epub+zip',
}
const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds))

const server = http.createServer((request, response) => {
  const asked = decodeURIComponent(new URL(request.url, 'http://x').pathname)
  if (asked === '/favicon.ico') return response.writeHead(204).end()
  const file = asked === '/book.epub' ? book : path.join(engine, path.normalize(asked))
  fs.readFile(file, (missing, bytes) => {
    if (missing) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' }).end(bytes)
  })
}).listen(0, '127.0.0.1')
await new Promise(done => server.once('listening', done))
const base = `http://127.0.0.1:${server.address().port}`

// What a page's document looks like, all of its pages at once; runs inside Chromium.
async function examined(paper) {
  const doc = globalThis.shown, { defaultView: win, documentElement: root, body } = doc
  await doc.fonts.ready
  const numbers = colour => colour.match(/[\d.]+/g).map(Number)
  const over = ([r, g, b, a = 1], below) => [r, g, b].map((part, i) => part * a + below[i] * (1 - a))
  const light = colour => colour.map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0)
  const ground = element => {
    const below = element.parentElement ? ground(element.parentElement) : numbers(paper.replace(/^#(..)(..)(..)$/,
      (_, ...parts) => parts.slice(0, 3).map(part => parseInt(part, 16)).join(' ')))
    return over(numbers(win.getComputedStyle(element).backgroundColor), below)
  }
  const opacity = element => element ? win.getComputedStyle(element).opacity * opacity(element.parentElement) : 1
  const scrolls = element => element !== root && element !== body && element
    && (['auto', 'scroll'].includes(win.getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1
      || scrolls(element.parentElement))
  // Each page is a column, one beside the other from the edge where reading begins; half a gap is on both sides of it.
  const step = parseFloat(root.style.width), edge = parseFloat(win.getComputedStyle(root).paddingLeft) - 1
  const rtl = win.getComputedStyle(body).direction === 'rtl', frame = root.getBoundingClientRect()
  const sticksOut = ({ left, right, top, bottom }) => {   // a line's box may be higher than its place
    const from = rtl ? frame.right - right : left - frame.left
    return from % step < edge || from % step + right - left > step - edge || (top + bottom) / 2 > frame.bottom
  }
  const unseen = element => element?.closest('thead')?.offsetWidth < 2   // there for speech alone
  const outside = new Set(), faint = new Set(), scrolled = new Set()
  const walker = doc.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  const range = doc.createRange()
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement, words = node.data.trim().slice(0, 40)
    if (!words || !holder.checkVisibility() || unseen(holder)) continue
    range.selectNodeContents(node)
    const seen = [...range.getClientRects()].filter(box => box.width > 1)
    if (scrolls(holder)) scrolled.add(words)
    else if (seen.some(sticksOut)) outside.add(words)
    const below = ground(holder), [r, g, b, a = 1] = numbers(win.getComputedStyle(holder).color)
    const [one, other] = [light(over([r, g, b, a * opacity(holder)], below)), light(below)]
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
    const { fontSize, fontWeight } = win.getComputedStyle(holder)
    const large = parseFloat(fontSize) >= 24 || parseFloat(fontSize) >= 18.66 && fontWeight >= 700   // WCAG 2.2, 1.4.3
    if (contrast < (large ? 3 : 4.5)) faint.add(`${words} ${contrast.toFixed(2)}`)
  }
  const images = [...body.querySelectorAll('img')]
  for (const image of images) if (sticksOut(image.getBoundingClientRect())) outside.add(image.alt || image.src)
  const family = selector => [...new Set([...body.querySelectorAll(selector)]
    .map(element => win.getComputedStyle(element).fontFamily))]
  const look = win.getComputedStyle(body)
  return {
    direction: look.direction, fontFamily: look.fontFamily, fontSize: look.fontSize,
    fonts: [...doc.fonts].map(font => `${font.family} ${font.weight}:${font.status}`),
    images: images.length, missing: images.filter(image => !image.complete || !image.naturalWidth).map(image => image.alt),
    outside: [...outside], faint: [...faint], scrolled: [...scrolled],
    text: family('.body > p, .body > ul li, .body > ol li, .note-text p'), headings: family('h1, h2, h3'),
    labels: family('figcaption p, .signature p, td, th'),
    hidden: [...body.querySelectorAll('[role=doc-footnote]')].filter(note => !note.checkVisibility()).length,
  }
}

// The notes as the engine's own pop-ups show them: the mark's number and the words; runs inside Chromium.
async function popped() {
  const { FootnoteHandler } = await import('/footnotes.js')
  const handler = new FootnoteHandler(), stage = document.createElement('div'), notes = []
  stage.style.cssText = 'position: absolute; inset: 0; z-index: -1'
  document.body.append(stage)
  handler.addEventListener('before-render', ({ detail }) => stage.append(detail.view))
  handler.addEventListener('render', ({ detail }) => notes.push(detail.view.renderer.getContents()[0].doc.body.textContent))
  const here = view.renderer.getContents()[0]
  for (const a of here.doc.querySelectorAll('[role=doc-noteref]')) {
    const href = view.book.sections[here.index].resolveHref(a.getAttribute('href'))
    await handler.handle(view.book, { detail: { a, href }, preventDefault() {} })
  }
  await new Promise(done => setTimeout(done, 300))   // the engine still lays an overlay over each
  stage.remove()
  return notes.map(words => words.replace(/\s+/g, ' ').trim())
}

fs.mkdirSync(folder, { recursive: true })
const browser = await puppeteer.launch({
  executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const errors = []
const answer = { dir: null, pages: [], documents: [], notes: [], errors }
try {
  const page = await browser.newPage()
  await page.setViewport({ width, height })
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }])
  page.on('pageerror', error => errors.push(String(error)))
  page.on('requestfailed', request => errors.push(`failed ${request.url()}`))
  await page.goto(`${base}/reader.html`)   // for the origin of the engine's modules
  Object.assign(answer, await page.evaluate(async (paper, size, style) => {
    document.body.innerHTML = ''
    document.body.style.cssText = `margin: 0; height: 100vh; background: ${paper}`
    await import('/view.js')
    const view = document.createElement('foliate-view')
    view.style.cssText = 'display: block; width: 100vw; height: 100vh'
    document.body.append(view)
    globalThis.view = view
    view.addEventListener('load', event => { globalThis.shown = event.detail.doc })
    view.addEventListener('relocate', ({ detail }) => {
      globalThis.where = {
        fraction: detail.fraction, entry: detail.tocItem?.label, text: detail.range?.toString(), section: detail.section?.current,
      }
    })
    const bytes = await (await fetch('/book.epub')).blob()
    await view.open(new File([bytes], 'book.epub'))
    view.renderer.setStyles(`html { color-scheme: light dark; font-size: ${size}px }
      aside[epub|type~="footnote"] { display: none }\n${style}`.replace(/^/, '@namespace epub "http://www.idpf.org/2007/ops";\n'))
    const { metadata, dir, toc, sections } = view.book
    return {
      title: metadata?.title, language: metadata?.language, dir,
      toc: toc?.map(entry => entry.label), sections: sections.length,
    }
  }, paper, size, style))
  await page.evaluate(() => view.renderer.next())
  let last
  for (let number = 1; number <= pages; number++) {
    await pause(300)
    const here = await page.evaluate(async () => {
      await shown.fonts.ready
      return { ...where, direction: shown.defaultView.getComputedStyle(shown.body).direction }
    })
    if (here.section !== last) {
      answer.documents.push(await page.evaluate(examined, paper))
      answer.notes.push(...await page.evaluate(popped))
      last = here.section
    }
    answer.pages.push(here)
    await page.screenshot({ path: path.join(folder, `page-${String(number).padStart(2, '0')}.png`) })
    const before = JSON.stringify(await page.evaluate(() => where))
    await page.evaluate(rtl => (rtl ? view.goLeft() : view.goRight()), answer.dir === 'rtl')   // the key that turns forward
    await pause(300)
    if (JSON.stringify(await page.evaluate(() => where)) === before) break
  }
} catch (error) {
  errors.push(String(error?.stack ?? error))
} finally {
  await browser.close()
  server.close()
}
console.log(JSON.stringify(answer))
