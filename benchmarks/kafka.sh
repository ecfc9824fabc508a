#!/usr/bin/env bash
# Counts words from a topic of eight partitions, which a broker in a process of its own serves: a direct
# stream with two threads, and loops over one and over two consumers, all in one JVM, one after another.
#
#   benchmarks/kafka.sh [LINES] [ROUNDS]      # 4,000,000 lines, 5 rounds after one that warms up
#
# A JSON line for each measurement, and at the end the ratios of the medians.
# BENCHMARKS_JVM sets the JVM's own flags (-Xms1g -Xmx2g). Status 1: a count was wrong.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0"
  exit 0
fi
(cd .. && mvn -q -B -ntp -Dquick package -pl benchmarks/kafka -am) >&2
jars=(kafka/target/benchmarks-kafka-*.jar)
# The broker's classes are taken from where its server's jars lie beside them.
# shellcheck disable=SC2086 # several flags
exec java ${BENCHMARKS_JVM:--Xms1g -Xmx2g} -cp "${jars[0]}:../kafka-broker/target/classes:kafka/target/lib/*" \
  dev.sluice.benchmarks.kafka.Rates "$@"
