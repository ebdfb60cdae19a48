// Prints pages to PDF in one headless Chromium that stays open, as a desk that prints many would.
//   node browser.mjs program folder page...
import path from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [program, folder, ...pages] = process.argv.slice(2)
const tools = createRequire(path.resolve('tests/real/tools/package.json'))
const { default: puppeteer } = await import(pathToFileURL(tools.resolve('puppeteer-core')))
const browser = await puppeteer.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'] })
try {
  const page = await browser.newPage()
  for (const file of pages) {
    await page.goto(pathToFileURL(file).href)
    await page.pdf({ path: path.join(folder, `${path.parse(file).name}.pdf`), preferCSSPageSize: true, tagged: true })
  }
} finally {
  await browser.close()
}
