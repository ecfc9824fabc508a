#!/bin/sh
# Builds the distribution twice, from two copies of the last commit in folders of different names, and compares the bytes.
# Arguments are for Maven, such as -o.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for copy in one another/elsewhere; do
  git clone -q "$root" "$work/$copy"
  (cd "$work/$copy" && mvn -q -B -ntp "$@" -Dquick package -pl assembly/distribution -am)
done

cd "$work"
for file in one/assembly/distribution/target/*.tar.gz one/assembly/streaming-*/target/streaming-*.jar; do
  other=another/elsewhere/${file#one/}
  cmp "$file" "$other"
  sha512sum "$file" | cut -c1-16 | tr '\n' ' '
  basename "$file"
done
echo "The same bytes."
