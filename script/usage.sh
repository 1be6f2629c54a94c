# Sourced by the scripts beside it with their arguments, from the root of the checkout: for --help it prints the
# comment at the top of the script, and ends it.
# shellcheck shell=bash
for argument in "$@"; do
    if [[ $argument == --help || $argument == -h ]]; then
        sed -n '2,/^[^#]/s/^# \{0,1\}//p' "script/$(basename "$0")"
        exit 0
    fi
done
unset argument
