// Opens pages in headless Chromium and prints as JSON what each shows: its text, and every character with its place.
//   node browser.mjs width selector-of-what-is-left-out page...
import { pathToFileURL } from 'node:url'
import puppeteer from 'puppeteer-core'

const [width, unread, ...pages] = process.argv.slice(2)
const browser = await puppeteer.launch({
  executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const answers = []
try {
  for (const file of pages) {
    const errors = []
    const page = await browser.newPage()
    await page.setViewport({ width: Number(width), height: 1000 })
    page.on('pageerror', error => errors.push(String(error)))
    page.on('requestfailed', request => errors.push(`failed ${request.url()}`))
    await page.goto(pathToFileURL(file).href)
    answers.push(await page.evaluate(async unread => {
      await window.ready // a page that draws by a script says so here
      await document.fonts.ready
      if (unread) document.querySelectorAll(unread).forEach(element => element.remove())
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const range = document.createRange()
      const characters = []
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.parentElement.checkVisibility()) continue
        const size = parseFloat(getComputedStyle(node.parentElement).fontSize)
        for (let at = 0; at < node.length; at++) {
          range.setStart(node, at)
          range.setEnd(node, at + 1)
          const box = range.getClientRects()[0]
          if (box) characters.push([node.data[at], box.left, box.right, box.top + scrollY, box.bottom + scrollY, size])
        }
      }
      const style = getComputedStyle(document.body)
      return {
        text: document.body.innerText, direction: style.direction, characters,
        width: document.documentElement.scrollWidth,
        fonts: [...document.fonts].map(font => `${font.family} ${font.weight}:${font.status}`),
      }
    }, unread))
    answers.at(-1).errors = errors
    await page.close()
  }
} finally {
  await browser.close()
}
console.log(JSON.stringify(answers))
