# What bin/run-example and bin/sluice have in common; they source it. Before that they set
#   root     where the project is, or an unpacked distribution
#   self     their own name, for errors
#   failed   the exit code for what this file finds wrong
#   module   the module of which the class path is made
# shellcheck shell=sh

fail() {
  echo "$self: $1" >&2
  # shellcheck disable=SC2154 # see above
  exit "$failed"
}

# Whether this is an unpacked distribution, which has all that is run, and not the sources.
unpacked() {
  # shellcheck disable=SC2154 # see above
  [ ! -f "$root/pom.xml" ]
}

find_java() {
  java=java
  [ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
  command -v "$java" >/dev/null 2>&1 || fail "Java 17 or newer is needed, found none at '$java'"
  version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${version:-0}" -ge 17 ] || fail "Java 17 or newer is needed, found ${version:-an unknown version} at '$java'"
}

find_jar() {
  target=$root/$module/target
  jar=
  for candidate in "$target/${module##*/}"-*.jar; do
    case $candidate in
      *-sources.jar | *-javadoc.jar) ;;
      *) [ ! -f "$candidate" ] || jar=$candidate ;;
    esac
  done
}

is_stale() (
  [ -n "$jar" ] || exit 0
  cd "$root"
  case $module in
    assembly/*)
      connector=${module#assembly/}
      set -- streaming-core "${connector%-assembly}" assembly "$module"
      ;;
    *)
      [ -d "$target/lib" ] || exit 0
      case $module in
        examples) set -- streaming-core streaming-jdbc streaming-ui examples ;;
        *) set -- * ;;
      esac
      ;;
  esac
  changed=$(find pom.xml -newer "$jar"; for each; do
    find "$each/pom.xml" "$each/src/main" -newer "$jar" 2>/dev/null || true
  done)
  [ -n "$changed" ]
)

# Sets class_path, after building what is missing or older than its sources.
build() {
  if unpacked; then
    class_path=$root/lib/*
    return
  fi
  build_jar
  class_path=$jar:$target/lib/*
}

# Sets jar to that of the module, after building it if it is missing or older than its sources.
build_jar() {
  find_jar
  if is_stale; then
    command -v mvn >/dev/null 2>&1 || fail "Maven (mvn) is needed to build $module, found none on the PATH"
    echo "Building $module..." >&2
    rm -rf "$target/lib" "$target/${module##*/}"-*.jar
    # What Maven says is shown if it fails only: even a quiet build that is fine resets colours.
    said=$(cd "$root" && mvn -q -B -ntp -Dstyle.color=never -Dquick -DskipTests -pl "$module" -am package 2>&1) || {
      printf '%s\n' "$said" >&2
      fail "the build failed"
    }
    find_jar
    [ -n "$jar" ] || fail "the build left no jar in $target"
  fi
}

# Adds the jar of a connector, such as kafka, to class_path.
add_connector() {
  if unpacked; then
    [ -d "$root/connectors/$1" ] || fail "no connector named $1, expected one of: $(cd "$root/connectors" && echo *)"
    class_path=$class_path:$root/connectors/$1/*
    return
  fi
  module=assembly/streaming-$1-assembly
  [ -f "$root/$module/pom.xml" ] ||
    fail "no connector named $1, expected one of: $(cd "$root/assembly" && echo streaming-* | sed 's/streaming-//g; s/-assembly//g')"
  build_jar
  class_path=$class_path:$jar
}
