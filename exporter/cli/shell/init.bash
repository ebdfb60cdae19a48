# `export article.yml --pdf` goes to the exporter; `export NAME=value` stays the shell's own.
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

# The layouts of the folder that --templates names.
_exporter_layouts() {
  local word before=
  for word in "${COMP_WORDS[@]}"; do
    if [[ $before == --templates ]]; then compgen -G "$word/*/layout.toml" | sed 's|/layout.toml$||; s|.*/||'; fi
    before=$word
  done
}

_exporter_complete() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  case $previous in
    @FLAG@) mapfile -t COMPREPLY < <(compgen -W "@VALUES@" -- "$current"); return ;;
    --layout) mapfile -t COMPREPLY < <(compgen -W "@LAYOUTS@ $(_exporter_layouts)" -- "$current"); return ;;
    --house) mapfile -t COMPREPLY < <(compgen -W "@HOUSES@" -- "$current"; compgen -f -X '!*.toml' -- "$current"); return ;;
    --templates) mapfile -t COMPREPLY < <(compgen -d -- "$current"); compopt -o filenames 2>/dev/null; return ;;
    shell-init) mapfile -t COMPREPLY < <(compgen -W "bash zsh fish" -- "$current"); return ;;
  esac
  if [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "@FLAGS@" -- "$current")
  else
    if [[ $COMP_CWORD -eq 1 ]]; then mapfile -t COMPREPLY < <(compgen -W "@COMMANDS@" -- "$current"); fi
    compopt -o filenames 2>/dev/null
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$current")
  fi
}
complete -F _exporter_complete exporter
