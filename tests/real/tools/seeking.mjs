// What the catalogue's page makes of words: reads {characters, texts, pairs} from standard input, prints as JSON what
// templates/catalog/search.js answers.   node seeking.mjs search.js tables.json <questions
import fs from 'node:fs'

const [script, tables] = process.argv.slice(2).map(file => fs.readFileSync(file, 'utf8'))
const { lettersOf, keys, sought, fits, tokens } = new Function(`${script}\nreturn seeking`)()(JSON.parse(tables))
const { characters, texts, pairs } = JSON.parse(fs.readFileSync(0, 'utf8'))
console.log(JSON.stringify({
  characters: characters.map(lettersOf),
  texts: texts.map(text => {
    const letters = lettersOf(text), whole = text.normalize('NFC')
    return {
      letters, keys: letters.map(keys), sought: sought(text),
      places: tokens(whole).map(({ start, end }) => whole.slice(start, end)),
    }
  }),
  pairs: pairs.map(([wanted, written]) => sought(wanted).flatMap(word =>
    lettersOf(written).flatMap(letters => Object.values(keys(letters)).flat().map(key => fits(word, key))))),
}))
