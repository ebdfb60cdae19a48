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

_exporter_complete() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  case $previous in
    --lang) mapfile -t COMPREPLY < <(compgen -W "ar en" -- "$current"); return ;;
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
