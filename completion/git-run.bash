# bash completion for git-run, as `git-run …` and as `git run …`.
#
# To have it in every shell, one of:
#   git run completion bash > ~/.local/share/bash-completion/completions/git-run    (with the package bash-completion)
#   echo 'source <(git run completion bash)' >> ~/.bashrc
#
# All it knows it asks the program, which quotes what it answers: nothing here is evaluated.

# Git's completion calls this for `git run`, with its options in variables that its __git reads.
_git_run() {
  local answer line first=yes
  COMPREPLY=()
  if [[ ${COMP_WORDS[0]##*/} == git-run* ]]; then
    answer=$(git-run --complete bash "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}" 2> /dev/null)
  elif declare -F __git > /dev/null; then
    answer=$(__git run --complete bash "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}")
  else
    answer=$(git run --complete bash "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}" 2> /dev/null)
  fi
  # Blanks behind what is done come with the answer. bash 3.2 has no compopt, and goes without.
  compopt -o nospace +o default +o bashdefault 2> /dev/null
  while IFS= read -r line; do
    if [[ $first == yes ]]; then
      first=no
      case $line in
        close) compopt +o nospace 2> /dev/null ;;
        files) compopt -o default +o nospace 2> /dev/null ;;
        directories) compopt -o dirnames -o filenames +o nospace 2> /dev/null ;;
        command*) __git_run_command; return ;;
      esac
    else
      COMPREPLY+=("$line")
    fi
  done <<< "$answer"
}

# The command behind `--` is completed as if it stood alone.
__git_run_command() {
  local index=1
  compopt +o nospace -o default 2> /dev/null
  while [[ index -lt COMP_CWORD && ${COMP_WORDS[index]} != -- ]]; do ((index++)); done
  [[ index -lt COMP_CWORD ]] || return
  if declare -F _comp_command_offset > /dev/null; then
    _comp_command_offset $((index + 1))
  elif declare -F _command_offset > /dev/null; then
    _command_offset $((index + 1))
  elif [[ index+1 -eq COMP_CWORD ]]; then
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -c -- "${COMP_WORDS[COMP_CWORD]}")
  fi
}

complete -o bashdefault -o default -o nospace -F _git_run git-run
