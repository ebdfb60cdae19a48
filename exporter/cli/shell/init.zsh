# `export article.yml --pdf` goes to the exporter; `export NAME=value` stays the shell's own.
# zsh reads `export` as a reserved word before any function could: it is set aside, the builtin stays.
disable -r export 2>/dev/null
export() {
  local word
  case " @COMMANDS@ " in
    *" $1 "*) if [[ -n $1 && ! -v $1 ]]; then command exporter "$@"; return; fi ;;
  esac
  for word in "$@"; do
    case $word in
      [A-Za-z_]*=*) break ;;
      *.yml | *.yaml | *.json | --pdf | --docx | --epub | --html | --all) command exporter "$@"; return ;;
    esac
  done
  builtin export "$@"
}

_exporter() {
  local templates=${words[${words[(i)--templates]} + 1]}
  case ${words[CURRENT - 1]} in
    @FLAG@) compadd -- @VALUES@; return ;;
    --layout) compadd -- @LAYOUTS@ ${templates:+$templates/*/layout.toml(N:h:t)}; return ;;
    --house) compadd -- @HOUSES@; _files -g '*.toml'; return ;;
    --templates) _files -/; return ;;
  esac
  if [[ ${words[CURRENT]} == -* ]]; then
    compadd -- @FLAGS@
  else
    (( CURRENT == 2 )) && compadd -- @COMMANDS@
    _files
  fi
}
(( $+functions[compdef] )) && compdef _exporter exporter
true
