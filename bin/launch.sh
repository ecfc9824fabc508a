# What bin/run-example and bin/sluice have in common; they source it. Before that they set
#   root     where the project is
#   self     their own name, for errors
#   failed   the exit code for what this file finds wrong
# shellcheck shell=sh

target=$root/examples/target

fail() {
  echo "$self: $1" >&2
  # shellcheck disable=SC2154 # see above
  exit "$failed"
}

find_java() {
  java=java
  [ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
  command -v "$java" >/dev/null 2>&1 || fail "Java 17 or newer is needed, found none at '$java'"
  version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${version:-0}" -ge 17 ] || fail "Java 17 or newer is needed, found ${version:-an unknown version} at '$java'"
}

find_jar() {
  jar=
  for candidate in "$target"/examples-*.jar; do
    case $candidate in
      *-sources.jar | *-javadoc.jar) ;;
      *) [ ! -f "$candidate" ] || jar=$candidate ;;
    esac
  done
}

is_stale() {
  [ -n "$jar" ] && [ -d "$target/lib" ] || return 0
  [ -n "$(find "$root/pom.xml" "$root"/streaming-*/pom.xml "$root"/streaming-*/src/main \
    "$root"/kafka-broker/pom.xml "$root"/kafka-broker/src/main \
    "$root"/examples/pom.xml "$root"/examples/src/main -newer "$jar" 2>&1 | head -n 1)" ]
}

# Sets class_path, after building what is missing or older than its sources.
build() {
  find_jar
  if is_stale; then
    command -v mvn >/dev/null 2>&1 || fail "Maven (mvn) is needed to build the examples, found none on the PATH"
    echo "Building the examples..." >&2
    rm -rf "$target/lib" "$target"/examples-*.jar
    # What Maven says is shown if it fails only: even a quiet build that is fine resets colours.
    said=$(cd "$root" && mvn -q -B -ntp -Dstyle.color=never -Dquick -DskipTests -pl examples -am package 2>&1) || {
      printf '%s\n' "$said" >&2
      fail "the build failed"
    }
    find_jar
    [ -n "$jar" ] || fail "the build left no jar in $target"
  fi
  class_path=$jar:$target/lib/*
}
