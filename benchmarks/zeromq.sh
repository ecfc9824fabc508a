#!/usr/bin/env bash
# Takes messages of 100 bytes that a process of its own sends by ZeroMQ: a plain loop over a PULL socket, a
# stream that pulls, and a reliable stream without and with a write-ahead log, one after another in one JVM.
#
#   benchmarks/zeromq.sh [THOUSANDS] [ROUNDS]      # 2,000,000 messages, 5 rounds after one that warms up
#
# A JSON line for each measurement, and at the end the ratios of the medians.
# BENCHMARKS_JVM sets the JVM's own flags (-Xms1g -Xmx2g).
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0"
  exit 0
fi
(cd .. && mvn -q -B -ntp -Dquick package -pl benchmarks/zeromq -am) >&2
jars=(zeromq/target/benchmarks-zeromq-*.jar)
# shellcheck disable=SC2086 # several flags
exec java ${BENCHMARKS_JVM:--Xms1g -Xmx2g} -cp "${jars[0]}:zeromq/target/lib/*" \
  dev.sluice.benchmarks.zeromq.Rates "$@"
