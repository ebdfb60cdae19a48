"""The help texts in English."""

HELP = {
    "export": """Export an article to PDF, DOCX, EPUB or HTML: right to left, fonts inside, every file read back
and compared with the article, word for word, before it is handed over.""",
    "export usage": "export ARTICLE... [--pdf] [--docx] [--epub] [--html] [--preview] [--bundle] [--all] [-o PLACE]",
    "export examples": """examples:
  export article.yml --pdf                a PDF beside you, named after the article's slug
  export article.yml --all -o out         all formats into the folder out
  export news/ --docx -o out              all articles of a folder; what is unchanged is not made again
  export article.yml --pdf -o - | lp      straight to the printer
  export edition.yml --epub               an edition: several articles in one book

other commands (each has its own --help):
  export check ARTICLE...    say what is wrong, write nothing
  export read DOCX           turn a Word document back into an article
  export restore BAG         take an article out of its bag, and make its files again
  export diff BAG BAG        what changed between two versions
  export lint ARTICLE...     say where articles depart from a house style, and put them right
  export verify BAG...       say whether bags of the archive are whole, unchanged and true
  export catalog DIR         make a page to search an archive of bags, and tables of it
  export watch IN OUT        export every article that is laid into a folder
  export new FOLDER          start an article that says what each field is for, or a layout of your own
  export fonts               the typefaces inside
  export schema              the JSON Schema that lets an editor complete and check article.yml
  export shell-init SHELL    let "export article.yml" work in bash, zsh or fish

exit codes: 0 done; 1 check, lint, verify or diff found something; 2 wrong command line; 3 the article is wrong;
4 an export failed; 5 some articles of many failed; 130 interrupted.

`export` is also a word of the shell: `exporter` is the same program under a name every shell reaches.""",
    "what": "what",
    "articles": "article.yml or article.json; or edition.yml, which lists articles and makes one file of them",
    "--retry": "articles of a list, one a line, such as --failed wrote",
    "formats": "formats",
    "--pdf": "PDF: tagged, accessible (PDF/UA-1)",
    "--docx": "Word document that opens and edits right to left",
    "--epub": "EPUB 3 for e-readers",
    "--html": "one HTML file with fonts and pictures inside",
    "--preview": "the pages of the PDF on one sheet to look at (PNG); not part of --all",
    "--bundle": "a bag for the archive (BagIt): sources, all formats, metadata; not part of --all",
    "--all": "all of them",
    "look": "look",
    "--layout": "the look of the page: article (A4), newspaper (columns), proof (for marking up), archive, or your own",
    "--templates": "a folder of layouts of your own, named with --layout beside the shipped ones",
    "--pdf-for": "screen (default: screen, office and archive) or press (PDF/X-4: inks, bleed and marks)",
    "--fit": "make the text fill pages (2p) or a box (3x120mm, 2x400pt, 1x60lines), within the layout's limits",
    "--paper": "of the newspaper: tabloid (default), berliner, broadsheet, a3, or WIDTHxHEIGHT in mm",
    "--spreads": "two facing pages on each sheet, the first alone, as the open paper shows them",
    "--columns": "of the newspaper's page: 3 to 8; as the paper is usually set when left out",
    "--docx-fonts": "typefaces inside the DOCX: whole (default), or subset for copies that nobody edits",
    "--reference": "your own .docx, whose styles, page, headers and typefaces the DOCX takes",
    "--cover": "a picture to be the EPUB's cover, instead of the drawn one",
    "--ingested": "when the archive takes the bag in, as 2026-03-01T09:00:00+02:00; the article's time when left out",
    "--previous": "the bag of the version before, which this one then names by identifier and sum",
    "output": "output",
    "-o": "folder, file name, a URL of either (s3://...), or - for standard output; the current folder when left out",
    "--break-embargo": "export an article before the moment of its `published`; you answer for it",
    "many": "many articles: a folder, a pattern, or - for names from standard input, may stand for ARTICLE",
    "-j": "how many are made at the same time; all cores when left out",
    "--force export": "make also what is unchanged since it was made into this folder",
    "--failed": "write the names of the articles that failed, or that an interrupted run left, into a file",
    "--time-limit": "how long one article may take; 300 when left out",
    "--memory-limit": "how much memory one article may take; 2000 when left out",
    "--cluster": "make them on the machines of a Dask cluster, such as tcp://10.0.0.5:8786",
    "common": "messages",
    "--json": "results and findings as JSON on standard output",
    "--lang": "language of the messages; the system's when left out",
    "--help": "show this help",
    "--version": "show the version",
    "check": "Load articles and say what is wrong with them; nothing is written.",
    "check usage": "export check ARTICLE... [--layout NAME] [--paper SIZE] [--columns COUNT] [--fit TARGET] [--json]",
    "check --fit": "say by how many lines and words the text is over or under pages (2p) or a box (3x120mm)",
    "check examples": """exit code 0: nothing wrong; 1: errors or warnings.

example:
  export check news/*/article.yml""",
    "read": """Turn a Word document into an article: one that came from here and was edited, or one that a reporter
wrote. What was guessed or could not be kept is told.""",
    "read usage": "export read DOCX [-o PLACE] [--changes accept|reject] [-f]",
    "read examples": """examples:
  export read edited.docx -o article.yml            the article, its pictures beside it
  export read edited.docx --changes reject -o was   the text before tracked changes, into the folder was
  export read edited.docx -o - | less               the article alone""",
    "document": "the Word document (.docx)",
    "--changes": "what becomes of tracked changes: accept (when left out) or reject",
    "read -o": "article.yml, a folder, or - for standard output; a folder named after the article when left out",
    "--force": "write over an article or pictures that are there already",
    "restore": """Take the article's folder out of a bag, byte for byte, and make its files again from their source.
Where one comes out otherwise than it lies in the bag, what changed since is told: software, typefaces, layout.""",
    "restore usage": "export restore BAG [-o FOLDER] [-f]",
    "restore examples": """into FOLDER: <slug>/, the article's own folder; renditions/, made now; made-with/

exit code 0: all files come out as in the bag; 1: one comes out otherwise; 3: the bag or its article is wrong.

example:
  export restore tram.bag.zip -o tram""",
    "bag": "a bag: a .bag.zip, its unpacked folder, or the URL of either",
    "restore -o": "the folder; one named after the bag when left out",
    "restore --force": "write over other files that are there already",
    "diff": """Say what changed between two bags of an article: fields, words of the text, pictures, corrections;
and whether the second names the first as the version before it.""",
    "diff usage": "export diff BAG BAG [--json]",
    "diff examples": """exit code 0: nothing changed; 1: something did.

example:
  export diff archive/tram.bag.zip tram.bag.zip""",
    "older": "the bag of the version before",
    "newer": "the bag of the version after",
    "lint": "Say where articles depart from a house style; with --fix, put the files right, comments kept.",
    "lint usage": "export lint ARTICLE... --house HOUSE [--fix] [--json]",
    "lint examples": """exit code 0: nothing departs, or all was put right; 1: departures are left.

examples:
  export lint news/*/article.yml --house gulf
  export lint article.yml --house house.toml --fix""",
    "--house": "a house style: egypt, gulf, maghreb, or a house.toml of your own",
    "--fix": "put the articles' files right",
    "verify": """Say whether bags are whole, unchanged and true: the sums of every file, every rendition as a file,
and its words against those of the source inside. Nothing is unpacked beside them, nothing is written.""",
    "verify usage": "export verify BAG... [-j N] [--resume FILE] [--json]",
    "verify examples": """exit code 0: all are good; 1: some are not; 3: it cannot be read; 5: some of many cannot be.

examples:
  export verify tram-line-opens.bag.zip
  export verify archive/                           every bag below a folder
  export verify s3://archive/2026/ --json          one JSON document a line, the last one of all
  export verify archive/ --resume march.verified   go on where a run was stopped""",
    "bags": "a .bag.zip, the unpacked folder of one, a folder with many, or a URL of any (s3://...)",
    "verify -j": "how many are looked at at the same time; all cores when left out",
    "--resume": "keep there which bags were good, and leave those out that it names and that were not written anew",
    "catalog": """Make a catalogue of the bags in a folder: a page that searches them in any browser, without a network,
a CSV, JSON Lines and an SQLite database. Made again, it reads only what is new or
changed. The page is in the language of most articles, or of --lang.""",
    "catalog usage": "export catalog DIR... [-o PLACE] [--search WORDS] [--json]",
    "catalog examples": """exit code 0: every bag is in it; 5: some bags could not be read and are left out.

examples:
  export catalog archive                            archive/catalog/index.html
  export catalog 2025 2026 -o catalog               of several folders
  export catalog archive --search "مجلس المدينة"    ask it at the terminal""",
    "catalog DIR": "a folder of bags, packed (.bag.zip) or not; or a bag; or a URL of either (s3://...)",
    "--search": "say where these words are found, by the catalogue that is there; nothing is written",
    "catalog -o": "the catalogue's folder; `catalog` in the first DIR when left out",
    "watch": """Watch a folder: every article that is laid or saved there is exported as soon as it and its pictures are
complete. What fails lies in OUT/failed, with a note beside it. SIGTERM or Ctrl-C ends it.""",
    "watch usage": "export watch IN OUT [--pdf] [--docx] [--epub] [--html] [--poll] | export watch IN OUT --status",
    "watch examples": """examples:
  export watch desk/ out/ --pdf --docx
  export watch /mnt/desk out/ --pdf --poll    a folder on another machine, which tells of no changes
  export watch desk/ out/ --status            how the watcher fares; exit code 1 when it does not run or hangs""",
    "in": "the folder to be watched, with all folders in it",
    "out": "the folder for the files; its folder failed takes what could not be exported",
    "watching": "watching",
    "--poll": "look again and again instead of being told: for network folders",
    "--status": "say how the watcher that writes into OUT fares",
    "fonts": "List the typefaces inside: what each is for, its weights, what it covers, its licence.",
    "schema": "Print the JSON Schema of article.yml or edition.yml (2020-12).",
    "schema usage": "export schema [article|edition]",
    "of": "the file it describes; article when left out",
    "schema examples": """example:
  export schema > article.schema.json
then make this the first line of article.yml:
  # yaml-language-server: $schema=article.schema.json""",
    "new": """Start an article: a folder with an article.yml that says what each field is for, and its schema.
With --layout, start a layout of your own: a folder that is based on a shipped one.""",
    "new usage": "export new FOLDER [--layout NAME]",
    "new examples": """examples:
  export new tram-opening
  export new layouts/gazette --layout article      then: --templates layouts --layout gazette""",
    "folder": "the new folder; its name becomes the article's slug, or the layout's name",
    "new --layout": "start a layout instead, based on this one",
    "shell-init": """Print a shell function that makes the literal `export article.yml --pdf` work,
while `export NAME=value` stays the shell's own; with completion.""",
    "shell-init usage": "export shell-init bash|zsh|fish",
    "shell-init examples": """put one of these lines into the shell's start file:
  bash:  eval "$(exporter shell-init bash)"
  zsh:   eval "$(exporter shell-init zsh)"
  fish:  exporter shell-init fish | source""",
    "shell": "bash, zsh or fish",
}
