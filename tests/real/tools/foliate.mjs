// Opens an EPUB in foliate-js under headless Chromium, turns its pages, and prints what the engine says as JSON.
//   node foliate.mjs book.epub folder-for-pictures [pages [width height]]
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { createRequire } from 'node:module'
import puppeteer from 'puppeteer-core'

const [book, folder, most = '6', width = '800', height = '1000'] = process.argv.slice(2)
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

fs.mkdirSync(folder, { recursive: true })
const browser = await puppeteer.launch({
  executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const errors = []
const answer = { dir: null, pages: [], errors }
try {
  const page = await browser.newPage()
  await page.setViewport({ width: Number(width), height: Number(height) })
  page.on('pageerror', error => errors.push(String(error)))
  page.on('requestfailed', request => errors.push(`failed ${request.url()}`))
  await page.goto(`${base}/reader.html`)   // for the origin of the engine's modules
  Object.assign(answer, await page.evaluate(async () => {
    document.body.innerHTML = ''
    document.body.style.cssText = 'margin: 0; height: 100vh; background: #fff'
    await import('/view.js')
    const view = document.createElement('foliate-view')
    view.style.cssText = 'display: block; width: 100vw; height: 100vh'
    document.body.append(view)
    globalThis.view = view
    view.addEventListener('load', event => { globalThis.shown = event.detail.doc })
    view.addEventListener('relocate', ({ detail }) => {
      globalThis.where = { fraction: detail.fraction, entry: detail.tocItem?.label, text: detail.range?.toString() }
    })
    const bytes = await (await fetch('/book.epub')).blob()
    await view.open(new File([bytes], 'book.epub'))
    const { metadata, dir, toc, sections } = view.book
    return {
      title: metadata?.title, language: metadata?.language, dir,
      toc: toc?.map(entry => entry.label), sections: sections.length,
    }
  }))
  await page.evaluate(() => view.renderer.next())
  for (let number = 1; number <= Number(most); number++) {
    await pause(400)
    answer.pages.push(await page.evaluate(async () => {
      await shown.fonts.ready
      const style = shown.defaultView.getComputedStyle(shown.body)
      return {
        ...where, direction: style.direction, fontFamily: style.fontFamily,
        fonts: [...shown.fonts].map(font => `${font.family}:${font.status}`),
      }
    }))
    await page.screenshot({ path: path.join(folder, `page-${number}.png`) })
    const before = JSON.stringify(await page.evaluate(() => where))
    await page.evaluate(rtl => (rtl ? view.goLeft() : view.goRight()), answer.dir === 'rtl')   // the key that turns forward
    await pause(400)
    if (JSON.stringify(await page.evaluate(() => where)) === before) break
  }
} catch (error) {
  errors.push(String(error))
} finally {
  await browser.close()
  server.close()
}
console.log(JSON.stringify(answer))
