#!/usr/bin/env bash
# Counts words that a receiver stores, with the same program on Sluice and on Spark Streaming, on one cluster of
# Apache Spark that both are connected to by one connection, and on Sluice's embedded engine; one after another.
#
#   benchmarks/spark.sh [LINES] [ROUNDS] [WAY] [BATCH_MS]      # 1,000,000 lines, 5 rounds after two that warm up,
#                                                              # stored one by one (WAY: one, bulk), batches of 1000 ms
#
# A JSON line for each measurement, and at the end the ratios of the medians.
# BENCHMARKS_MASTER is the cluster (two executors with two cores each, as processes of this machine), BENCHMARKS_JVM
# sets the driver's own flags (-Xms1g -Xmx2g). Status 1: a count was wrong.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0"
  exit 0
fi
(cd .. && mvn -q -B -ntp -Dquick -Ppeers package -pl benchmarks/spark-cluster -am) >&2
jars=("$PWD"/spark-cluster/target/benchmarks-spark-cluster-*.jar)
# Workers insist on a home with archives; executors have the driver's class path.
mkdir -p spark-cluster/target/home/jars
export SPARK_HOME=$PWD/spark-cluster/target/home SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1
# shellcheck disable=SC2086 # several flags
exec java @../bin/spark.opts ${BENCHMARKS_JVM:--Xms1g -Xmx2g} -cp "${jars[0]}:$PWD/spark-cluster/target/lib/*" \
  dev.sluice.benchmarks.cluster.Ratios "${BENCHMARKS_MASTER:-local-cluster[2,2,1024]}" \
  "${1:-1000000}" "${3:-one}" "${4:-1000}" "${2:-5}"
