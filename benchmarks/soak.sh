#!/usr/bin/env bash
# Runs a word count with windows, state, a log and checkpoints at a steady rate, looks at it every 5 s,
# and says whether anything grows: heap, delays, files, threads.
#
#   benchmarks/soak.sh [MINUTES] [RECORDS_PER_S]      # 30 minutes, half of the rate sustained in the first 20 s
#   benchmarks/soak.sh 30 -o docs/soak.png            # the picture there
#
#   -o FILE      the picture (target/soak/<time>.png; the table is beside it as .csv)
#   --no-build   use what is built
#
# BENCHMARKS_JVM sets the JVM's own flags (-Xms1g -Xmx1g).
# Status 1: something grew, the rate was not kept, or results were wrong; 2: wrong usage.
set -euo pipefail

fail() {
  echo "soak.sh: $1" >&2
  exit 2
}

png='' build=1 numbers=()
while (($#)); do
  case $1 in
    -o)
      (($# > 1)) || fail "$1 has no value"
      png=$(realpath -m "$2")
      shift
      ;;
    --no-build) build=0 ;;
    -h | --help)
      sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0"
      exit 0
      ;;
    -*) fail "unknown option $1" ;;
    *) numbers+=("$1") ;;
  esac
  shift
done
((${#numbers[@]} <= 2)) || fail "found ${#numbers[@]} numbers, expected at most 2"
for number in "${numbers[@]}"; do
  [[ $number =~ ^[0-9]+(\.[0-9]+)?$ ]] || fail "found $number, expected a number"
done

cd "$(dirname "${BASH_SOURCE[0]}")"
if ((build)); then
  (cd .. && mvn -q -B -ntp -Dquick package -pl benchmarks/soak -am) >&2
fi
mkdir -p target/soak
name=$PWD/target/soak/$(date +%Y%m%d-%H%M%S)
png=${png:-$name.png}
mkdir -p "$(dirname "$png")"
jars=(soak/target/benchmarks-soak-*.jar)
status=0
# shellcheck disable=SC2086 # several flags
java ${BENCHMARKS_JVM:--Xms1g -Xmx1g} -Djava.awt.headless=true -cp "${jars[0]}:soak/target/lib/*" \
  dev.sluice.benchmarks.soak.Soak "${numbers[0]:-30}" "${numbers[1]:-0}" "$name.csv" "$png" || status=$?
echo "soak.sh: table in $name.csv, picture in $png" >&2
exit "$status"
