# bin/sluice submit: runs a program on a cluster of Apache Spark. bin/sluice sources it.
#   SPARK_HOME           if set, its bin/spark-submit starts the driver; else this process becomes the driver, but not in a
#                        distribution, which has no Spark
#   SLUICE_SUBMIT_LIB    if set, a folder with lib/ (Sluice's archives) and spark/ (Spark's, for the driver); nothing is built then
# shellcheck shell=sh

submit_usage() {
  cat <<'END'
Usage: bin/sluice submit --master URL --class MAIN [OPTIONS] APP.jar [ARGS...]

Runs the program MAIN of APP.jar with Sluice on a cluster of Apache Spark. A master that the
program sets itself wins over --master.

  --master URL      spark://HOST:PORT, yarn, k8s://URL or local-cluster[WORKERS,CORES,MIB]
  --class MAIN      the class with the main method
  --jars A,B        more archives of the program, such as connectors
  --conf KEY=VALUE  a setting of Sluice (streaming...) or of Spark (spark...); any number of them
  --help            says this

With SPARK_HOME set the program is given to its bin/spark-submit; else the driver runs here. A
distribution has no Spark and needs SPARK_HOME.
END
}

submit_wrong() {
  echo "$self: submit: $1" >&2
  echo "Try 'bin/sluice submit --help'." >&2
  exit 64
}

# Sets lib to a folder with lib/ and spark/.
submit_lib() {
  lib=${SLUICE_SUBMIT_LIB:-}
  [ -z "$lib" ] || return 0
  if unpacked; then
    [ -x "${SPARK_HOME:-}/bin/spark-submit" ] ||
      fail "Spark is needed, expected bin/spark-submit in SPARK_HOME, found none in '${SPARK_HOME:-}'"
    lib=$root/spark
    return 0
  fi
  lib=$root/streaming-spark/target
  stamp=$lib/spark/.built
  if [ ! -f "$stamp" ] || [ -n "$(find "$root"/pom.xml "$root"/streaming-core "$root"/streaming-spark -path '*/target' -prune -o \
    \( -path '*/src/main/*' -o -name pom.xml \) -newer "$stamp" -print 2>&1 | head -n 1)" ]; then
    command -v mvn >/dev/null 2>&1 || fail "Maven (mvn) is needed to build, found none on the PATH"
    echo "Building the Spark engine..." >&2
    said=$(cd "$root" && mvn -q -B -ntp -Dstyle.color=never -Dquick -Dlib -pl streaming-spark -am package 2>&1) || {
      printf '%s\n' "$said" >&2
      fail "the build failed"
    }
    cp "$lib"/streaming-spark-*.jar "$lib/lib/"
    : >"$stamp"
  fi
}

# The archives of a folder with a separator between, and those of --jars.
submit_archives() {
  archives=
  for archive in "$lib"/lib/*.jar; do
    archives=$archives${archives:+$1}$archive
  done
  if [ -n "$jars" ]; then
    archives=$archives$1$(printf '%s' "$jars" | tr , "$1")
  fi
}

submit() {
  master=
  class=
  jars=
  # Settings are kept as words of the right form for the driver, at the end of the arguments.
  settings=0
  while [ $# -gt 0 ]; do
    case $1 in
      --help)
        submit_usage
        exit 0
        ;;
      --master | --class | --jars | --conf)
        [ $# -gt 1 ] || submit_wrong "found $1 without a value"
        case $1 in
          --master) master=$2 ;;
          --class) class=$2 ;;
          --jars) jars=$2 ;;
          --conf)
            case $2 in
              *=*) ;;
              *) submit_wrong "found --conf $2, expected KEY=VALUE" ;;
            esac
            settings=$((settings + 1))
            case $2 in
              # Spark's own script passes on nothing else.
              streaming.*) eval "setting_$settings=spark.\$2" ;;
              *) eval "setting_$settings=\$2" ;;
            esac
            ;;
        esac
        shift 2
        ;;
      -*) submit_wrong "found the option $1, expected --master, --class, --jars or --conf" ;;
      *) break ;;
    esac
  done
  [ -n "$master" ] || submit_wrong "found no --master"
  [ -n "$class" ] || submit_wrong "found no --class"
  [ $# -gt 0 ] || submit_wrong "found no archive of the program"
  [ -f "$1" ] || submit_wrong "found no file $1"
  app=$1
  shift
  submit_lib
  if [ -n "${SPARK_HOME:-}" ] && [ -x "$SPARK_HOME/bin/spark-submit" ]; then
    submit_archives ,
    set -- "$app" "$@"
    while [ "$settings" -gt 0 ]; do
      eval "set -- --conf \"\$setting_$settings\" \"\$@\""
      settings=$((settings - 1))
    done
    exec "$SPARK_HOME/bin/spark-submit" --master "$master" --class "$class" --jars "$archives" "$@"
  fi
  find_java
  set -- "$class" "$@"
  submit_archives ,
  sent=$app,$archives
  submit_archives :
  set -- -cp "$app:$archives:$lib/spark/*" "$@"
  while [ "$settings" -gt 0 ]; do
    eval "set -- \"-D\$setting_$settings\" \"\$@\""
    settings=$((settings - 1))
  done
  # JAVA_OPTS is split into words on purpose.
  # shellcheck disable=SC2086
  exec "$java" "@$root/bin/spark.opts" ${JAVA_OPTS:-} "-Dspark.master=$master" "-Dspark.jars=$sent" "$@"
}
