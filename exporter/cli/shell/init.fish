# `export article.yml --pdf` goes to the exporter; `export NAME=value` stays fish's own.
functions --query __fish_own_export; or functions --query export; and functions --copy export __fish_own_export
function export --description 'Export an article, or a variable'
    if contains -- "$argv[1]" @COMMANDS@; and not set --query "$argv[1]"
        command exporter $argv
        return
    end
    for word in $argv
        switch $word
            case '*=*'
                break
            case '*.yml' '*.yaml' '*.json' --pdf --docx --epub --html --all
                command exporter $argv
                return
        end
    end
    __fish_own_export $argv
end

# The layouts of the folder that --templates names.
function __exporter_layouts
    set --local words (commandline --tokenize)
    set --local at (contains --index -- --templates $words)
    and for file in $words[(math $at + 1)]/*/layout.toml
        basename (dirname $file)
    end
end

complete --command exporter --no-files --long-option (string sub --start 3 -- @FLAG@) --require-parameter --arguments '@VALUES@'
complete --command exporter --no-files --long-option layout --require-parameter --arguments '@LAYOUTS@ (__exporter_layouts)'
complete --command exporter --long-option house --require-parameter --arguments '@HOUSES@'
complete --command exporter --long-option templates --require-parameter --arguments '(__fish_complete_directories)'
complete --command exporter --no-files --condition 'string match -q -- "-*" (commandline -ct)' --arguments '@FLAGS@'
complete --command exporter --condition __fish_use_subcommand --arguments '@COMMANDS@'
