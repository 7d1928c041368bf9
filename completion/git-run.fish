# fish completion for git-run, as `git-run …` and as `git run …`.
#
# To have it in every shell:
#   git run completion fish > ~/.config/fish/conf.d/git-run.fish
#
# All it knows it asks the program; fish quotes what it inserts.

function __git_run_complete
    set -l token (commandline -ct | string collect)
    set -l words (commandline -opc)
    set -l program git-run
    # Behind `git`, its options stay where they are.
    if test (path basename -- $words[1]) = git
        set -l at (contains -i -- run $words)
        set program git $words[2..$at]
        set words $words[$at..]
    end
    set -l answer ($program --complete fish $words[2..] "$token" 2>/dev/null)
    switch $answer[1]
        case files
            __fish_complete_path "$token"
        case directories
            __fish_complete_directories "$token"
        case 'command *'
            # The command behind `--` is completed as if it stood alone.
            set -l skip (string replace 'command ' '' -- $answer[1])
            set -l rest (string escape -- $words[(math $skip + 2)..])
            complete -C (string join ' ' -- $rest "$token")
        case '*'
            printf '%s\n' $answer[2..]
    end
end

# From 3.7 on fish completes `git run` as git-run by itself, where git-run was on PATH: once is enough.
function __git_run_behind_git
    __fish_git_using_command run; or return
    set -q __git_run_by_fish
    or set -g __git_run_by_fish (complete -c git | string match -e '__fish_git_complete_custom_command run)' | count)
    test $__git_run_by_fish = 0
end

complete -c git-run -k -f -a '(__git_run_complete)'
complete -c git -n __git_run_behind_git -k -f -a '(__git_run_complete)'
