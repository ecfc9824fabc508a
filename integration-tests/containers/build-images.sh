#!/usr/bin/env bash
# Builds the images of the brokers from Debian packages and Maven jars, for machines that reach no image
# registry. An image's tag follows from its folder, the images below it and the versions in it: what is
# unchanged is not built again. Needs an engine that answers (engine.sh).
#
#   build-images.sh [NAME...]      # all folders with a Dockerfile unless some are named
#
# Writes NAME=IMAGE lines into target/images.properties of integration-tests, where the tests look.
# SLUICE_APT_SOURCES names the apt sources to use (those of this machine: /etc/apt).
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
root=$(cd ../.. && pwd)
work=$root/integration-tests/target/images
list=$root/integration-tests/target/images.properties

fail() {
  echo "build-images.sh: $1" >&2
  exit 1
}

# A property of the root pom, so that versions are said once.
pinned() {
  local value
  value=$(sed -nE "s|.*<$1>(.*)</$1>.*|\1|p" "$root/pom.xml" | head -n 1)
  [[ -n $value ]] || fail "cannot find the version: found no property $1 in $root/pom.xml"
  echo "$value"
}

suite() {
  (. /etc/os-release && echo "${VERSION_CODENAME:-}")
}

# The images that a folder's Dockerfile starts from, as folders beside it.
bases_of() {
  sed -nE 's|^FROM sluice/([a-z0-9-]+).*|\1|p' "$1/Dockerfile"
}

# What the files of a folder do not say about its image.
versions_of() {
  case $1 in
    base | libzmq) echo "$(suite) $(uname -m)" ;;
    kafka) pinned kafka-server.version ;;
    spark)
      pinned spark.version
      cat "$root/bin/spark.opts"
      ;;
    flume)
      grep -E '<flume(-[a-z0-9-]+)?\.version>' "$root/pom.xml"
      cat "$root/flume-agent/pom.xml" "$root/streaming-flume-sink/pom.xml"
      find "$root/streaming-flume-sink/src/main" -type f -print0 | LC_ALL=C sort -z | xargs -0 cat
      ;;
  esac
}

# Names, modes and contents of a folder, with those of what it is built on.
digest_of() {
  local base
  {
    (cd "$1" && find . -type f | LC_ALL=C sort | while read -r file; do
      stat -c '%n %A' "$file"
      sha256sum "$file"
    done)
    versions_of "$1"
    for base in $(bases_of "$1"); do
      digest_of "$base"
    done
  } | sha256sum | cut -c 1-12
}

image_of() {
  echo "sluice/$1:$(digest_of "$1")"
}

# Runs something quietly; shows what it said if it fails.
run() {
  "$@" >"$work/log" 2>&1 || {
    tail -n 40 "$work/log" >&2
    fail "cannot build an image: \"$*\" failed"
  }
}

apt_sources() {
  if [[ -n ${SLUICE_APT_SOURCES:-} ]]; then
    echo "$SLUICE_APT_SOURCES"
  else
    find /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources -size +0 2>/dev/null || true
  fi
}

# Unpacks the Debian packages that a folder names, with those that these need, into rootfs.tar.
unpack() {
  local sources packages
  command -v mmdebstrap >/dev/null ||
    fail "cannot build $1: found no mmdebstrap, expected it to be installed (Debian: mmdebstrap)"
  mapfile -t sources < <(apt_sources)
  ((${#sources[@]})) || fail "cannot build $1: found no Debian sources in /etc/apt, expected some, or SLUICE_APT_SOURCES"
  packages=$(grep -vE '^(#|$)' "$1/packages" | paste -sd,)
  run mmdebstrap --quiet --variant=extract --include="$packages" "$(suite)" "$2/rootfs.tar" "${sources[@]}"
}

# Fills the build folder with what is not in the repository.
prepare_base() {
  unpack base "$1"
}

prepare_libzmq() {
  unpack libzmq "$1"
}

prepare_kafka() {
  run mvn -q -B -ntp -f kafka/pom.xml -Dkafka-server.version="$(pinned kafka-server.version)" \
    org.apache.maven.plugins:maven-dependency-plugin:"$(pinned dependency-plugin.version)":copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$1/libs"
}

prepare_spark() {
  run mvn -q -B -ntp -f spark/pom.xml -Dspark.version="$(pinned spark.version)" \
    org.apache.maven.plugins:maven-dependency-plugin:"$(pinned dependency-plugin.version)":copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$1/jars"
  cp "$root/bin/spark.opts" "$1/opts"
}

# The jars of the agent that the tests run as a process, and the sink.
prepare_flume() {
  run mvn -q -B -ntp -f "$root/pom.xml" -Dquick -pl flume-agent -am package
  mkdir -p "$1/libs"
  cp "$root"/flume-agent/target/lib/*.jar "$root"/streaming-flume-sink/target/streaming-flume-sink-*.jar "$1/libs"
}

build() {
  local name=$1 image base folder
  image=$(image_of "$name")
  if docker image inspect "$image" >/dev/null 2>&1; then
    echo "build-images.sh: $image is there"
    return
  fi
  for base in $(bases_of "$name"); do
    build "$base"
    docker tag "$(image_of "$base")" "sluice/$base:latest"
  done
  folder=$work/$name
  rm -rf "$folder"
  mkdir -p "$folder"
  cp -r "$name/." "$folder"
  if declare -F "prepare_$name" >/dev/null; then
    "prepare_$name" "$folder"
  fi
  # The classic builder needs no plugin and, with nothing to download, no network.
  DOCKER_BUILDKIT=0 run docker build --network none --tag "$image" "$folder"
  rm -rf "$folder"
  echo "build-images.sh: $image built in $SECONDS s"
}

mkdir -p "$work"
docker version >"$work/log" 2>&1 || {
  cat "$work/log" >&2
  fail "cannot build images: found no engine that answers, expected DOCKER_HOST to lead to one (engine.sh up)"
}
if (($# == 0)); then
  mapfile -t names < <(find . -mindepth 2 -maxdepth 2 -name Dockerfile -printf '%h\n' | sed 's|^\./||' | LC_ALL=C sort)
else
  names=("$@")
fi
for name in "${names[@]}"; do
  [[ -f $name/Dockerfile ]] || fail "cannot build $name: found no $PWD/$name/Dockerfile"
  build "$name"
done
for name in "${names[@]}"; do
  echo "$name=$(image_of "$name")"
done >"$list"
