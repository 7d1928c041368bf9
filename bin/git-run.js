#!/usr/bin/env sh
':' /* # To a shell this line does nothing. To Node all up to the end of the part for the shell is a comment.

# Node resets ignored signals when it starts, so only what comes before it can tell that SIGHUP is ignored (nohup).
if [ -r /proc/self/status ]; then
  while read -r key value; do
    case $key$value in SigIgn:*[13579bdf]) export GIT_RUN_NOHUP=1 ;; esac
  done < /proc/self/status
else
  { sh -c 'kill -s HUP $$' && export GIT_RUN_NOHUP=1; } 2> /dev/null
fi
exec node "$0" "$@"
*/.length;

// Start-up is a feature: nothing is loaded for a version.
if (process.argv[2] === '--version') process.stdout.write(`git-run ${require('../package.json').version}\n`);
else require('./load.js').load().run();
