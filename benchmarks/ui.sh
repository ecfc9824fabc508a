#!/usr/bin/env bash
# Runs a program of 10 ms batches without a page, with one, and with one that a process of its own looks at as the page in a
# browser does, one after another in one JVM, and compares them round by round: first at a steady rate, then with as
# many records as the program takes. On Linux: it tells the processor time of each thread.
#
#   benchmarks/ui.sh [SECONDS] [ROUNDS] [RECORDS_PER_S]      # 10 s each, 6 rounds, 100,000; under 7 minutes
#
# A JSON line for each measurement, and at the end of each load one for each comparison: what is more with the page, and the
# margin in which that is right 19 times of 20.
#   more_cpu_pct          processor time of the whole process, in percent of one core
#   more_lasting_cpu_pct  the same without the JVM's compilers, which come to an end
#   own_cpu_pct           that of the page's own threads
#   lost_records_pct      records per second that are lost, in percent of those without the page
# BENCHMARKS_JVM sets the JVM's own flags (-Xms1g -Xmx1g).
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0"
  exit 0
fi
(cd .. && mvn -q -B -ntp -Dquick package -pl benchmarks/ui -am) >&2
jars=(ui/target/benchmarks-ui-*.jar)
# shellcheck disable=SC2086 # several flags
exec java ${BENCHMARKS_JVM:--Xms1g -Xmx1g} -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -cp "${jars[0]}:ui/target/lib/*" dev.sluice.benchmarks.ui.PageCost "$@"
