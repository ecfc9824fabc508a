#!/usr/bin/env bash
# Builds the contestants and runs a matrix of workloads on them, one JVM a run, interleaved: each round
# runs every line of the matrix, and within a line the contestants one after another.
#
#   benchmarks/run.sh quick|full|FILE [options]
#   benchmarks/run.sh quick -c sluice,naive,limit      # downloads no other engine
#   benchmarks/run.sh -l 'w2 bulk all --warm 3 --measure 5' -c sluice,flink -k 3
#
#   -k K         rounds (1)
#   -c A,B,...   the contestants that are run; also what `all` stands for (sluice,spark,flink,jet,limit,naive)
#   -l 'LINE'    a matrix line of your own; may be repeated; replaces the matrix
#   -w REGEX     only the lines whose workload and ingest ("w2 bulk") match
#   -o FILE      results, one JSON line a run (target/results/<time>.jsonl; also on standard output)
#   -b SECONDS   start no run after this long (quick 480, full 2400, times the rounds)
#   --no-build   use what is built
#
# BENCHMARKS_JVM sets the JVM's own flags (-Xms1g -Xmx4g, or the -X of the matrix line).
# The table comes on standard error at the end. Status 1: some results were wrong or missing; 2: wrong usage.
set -euo pipefail

fail() {
  echo "run.sh: $1" >&2
  exit 2
}

matrix=quick rounds=1 all=sluice,spark,flink,jet,limit,naive out='' budget='' build=1 filter=.
lines=()
while (($#)); do
  case $1 in
    -k | -c | -l | -w | -o | -b)
      (($# > 1)) || fail "$1 has no value"
      case $1 in
        -k) rounds=$2 ;;
        -c) all=$2 ;;
        -l) lines+=("$2") ;;
        -w) filter=$2 ;;
        -o) out=$(realpath -m "$2") ;;
        -b) budget=$2 ;;
      esac
      shift
      ;;
    --no-build) build=0 ;;
    -h | --help)
      sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0"
      exit 0
      ;;
    -*) fail "unknown option $1" ;;
    *) matrix=$1 ;;
  esac
  shift
done
[[ -f $matrix ]] && matrix=$(realpath "$matrix")
cd "$(dirname "${BASH_SOURCE[0]}")"
if [[ -z $budget ]]; then
  budget=$(($([[ $matrix == quick ]] && echo 480 || echo 2400) * rounds))
fi
if ((${#lines[@]} == 0)); then
  file=$matrix
  [[ -f matrix/$matrix ]] && file=matrix/$matrix
  [[ -f $file ]] || fail "no matrix $matrix"
  mapfile -t lines < <(sed 's/#.*//' "$file" | grep -v '^[[:space:]]*$')
fi

# The contestants of a matrix line, one a line.
contestants_of() {
  local names=,$1, name
  names=${names//,all,/,$all,}
  for name in ${names//,/ }; do
    if [[ $name != -* && $names != *,-$name,* ]] && is_asked_for "$name"; then
      echo "$name"
    fi
  done
}

# A contestant is run if it, or the one that it is a variant of, is among those of -c.
is_asked_for() {
  [[ ,$all, == *,$1,* || ,$all, == *,${1%%-*},* || ,$all, == *,${1%1},* ]]
}

entry_of() {
  grep -E "^$1[[:space:]]" contestants || fail "no contestant $1"
}

for name in ${all//,/ }; do
  entry_of "$name" >/dev/null
done

selected() {
  local line parts
  for line in "${lines[@]}"; do
    read -r -a parts <<<"$line"
    [[ "${parts[0]} ${parts[1]}" =~ $filter ]] && echo "$line"
  done
  return 0
}

modules() {
  local line parts name fields
  selected | while read -r line; do
    read -r -a parts <<<"$line"
    for name in $(contestants_of "${parts[2]}"); do
      read -r -a fields <<<"$(entry_of "$name")"
      echo "${fields[1]}"
    done
  done | sort -u
}

if ((build)); then
  projects=''
  for module in $(modules); do
    projects=$projects,benchmarks/$module
  done
  [[ -n $projects ]] || fail "nothing to run"
  (cd .. && mvn -q -B -ntp -Dquick -Ppeers package -pl "${projects#,}" -am) >&2
fi
mkdir -p target/results
out=${out:-$PWD/target/results/$(date +%Y%m%d-%H%M%S).jsonl}
log=${out%.jsonl}.err
: >>"$out"

wrong=0
run() { # contestant workload ingest arguments...
  local name=$1 workload=$2 ingest=$3 fields opts=() heap arguments=() argument
  shift 3
  read -r -a fields <<<"$(entry_of "$name")"
  local module=${fields[1]}
  heap=${BENCHMARKS_JVM:--Xms1g -Xmx4g}
  for argument; do
    if [[ $argument == -X* ]]; then heap=${BENCHMARKS_JVM:-$argument}; else arguments+=("$argument"); fi
  done
  [[ -f $module/jvm.opts ]] && mapfile -t opts <"$module/jvm.opts"
  local jars=("$module"/target/benchmarks-"$module"-*.jar)
  echo "== $(date +%T) $name $workload $ingest $*" >>"$log"
  # shellcheck disable=SC2086 # several flags
  BENCHMARKS_STARTED_NS=$(date +%s%N) timeout -k 5 300 java $heap "${opts[@]}" \
    -cp "${jars[0]}:$module/target/lib/*" "${fields[2]}" \
    --name "$name" -w "$workload" -i "$ingest" "${fields[@]:3}" "${arguments[@]}" 2>>"$log" </dev/null |
    tee -a "$out" || wrong=$((wrong + 1))
}

skipped=0
SECONDS=0
for ((round = 1; round <= rounds; round++)); do
  while read -r line; do
    read -r -a parts <<<"$line"
    for name in $(contestants_of "${parts[2]}"); do
      if ((SECONDS > budget)); then
        skipped=$((skipped + 1))
      else
        run "$name" "${parts[0]}" "${parts[1]}" "${parts[@]:3}"
      fi
    done
  done < <(selected)
done
((skipped == 0)) || echo "run.sh: $skipped runs left out: past $budget s" >&2
echo "run.sh: $SECONDS s; results in $out, what the contestants said in $log" >&2
java -cp harness/target/classes dev.sluice.benchmarks.summary.Summary "$out" >&2
if ((wrong > 0)); then
  echo "run.sh: $wrong runs had wrong results or none" >&2
  exit 1
fi
