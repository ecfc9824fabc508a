# bin/sluice run: runs a program in a process of its own. bin/sluice sources it.
# shellcheck shell=sh

run_usage() {
  cat <<'END'
Usage: bin/sluice run [OPTIONS] MAIN APP.jar [ARGS...]

Runs the class MAIN of APP.jar with Sluice, its page and its database output on the class path.

  --connectors A,B  connectors that the program needs, such as kafka,mqtt
  --jars A,B        more archives that the program needs
  --help            says this

JAVA_OPTS has options of the JVM; -Dstreaming.NAME=VALUE is a setting of Sluice.
END
}

run_wrong() {
  echo "$self: run: $1" >&2
  echo "Try 'bin/sluice run --help'." >&2
  exit 64
}

run() {
  connectors=
  jars=
  while [ $# -gt 0 ]; do
    case $1 in
      --help)
        run_usage
        exit 0
        ;;
      --connectors | --jars)
        [ $# -gt 1 ] || run_wrong "found $1 without a value"
        case $1 in
          --connectors) connectors=$2 ;;
          --jars) jars=$2 ;;
        esac
        shift 2
        ;;
      -*) run_wrong "found the option $1, expected --connectors or --jars" ;;
      *) break ;;
    esac
  done
  [ $# -gt 0 ] || run_wrong "found no class"
  [ $# -gt 1 ] || run_wrong "found no archive of the program"
  [ -f "$2" ] || run_wrong "found no file $2"
  find_java
  build
  for each in $(printf '%s' "$connectors" | tr , ' '); do
    add_connector "$each"
  done
  main=$1
  app=$2${jars:+:$(printf '%s' "$jars" | tr , :)}
  shift 2
  # JAVA_OPTS is split into words on purpose.
  # shellcheck disable=SC2086
  exec "$java" ${JAVA_OPTS:-} -cp "$app:$class_path" "$main" "$@"
}
