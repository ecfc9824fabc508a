#!/usr/bin/env bash
# A Docker engine of the tests' own, for machines on which none runs: its own socket and files, ports
# published on loopback only, no way out for containers, no firewall rule written.
#
#   engine.sh up        starts it, unless it is up; needs root, and dockerd, containerd, runc, ip (see README)
#   engine.sh env       prints what `eval` has to set, so that docker and Testcontainers use it
#   engine.sh status    says whether it is up; status 1: it is not
#   engine.sh down      removes what tests left behind and stops it; images stay
#
# SLUICE_ENGINE says where its files are (${TMPDIR:-/tmp}/sluice-engine).
set -euo pipefail

home=${SLUICE_ENGINE:-${TMPDIR:-/tmp}/sluice-engine}
data=$home/data # images; kept between runs
run=$home/run   # socket, process id, log; new at each start
export DOCKER_HOST=unix://$run/docker.sock

fail() {
  echo "engine.sh: $1" >&2
  exit 1
}

process() {
  cat "$run/dockerd.pid" 2>/dev/null || true
}

is_alive() {
  [[ -n $1 && $(cat "/proc/$1/comm" 2>/dev/null) == dockerd ]] && ! grep -q '^State:.Z' "/proc/$1/status"
}

answers() {
  docker version --format '{{.Server.Version}}' 2>/dev/null
}

# Mounts that a killed engine left below its files, innermost first.
unmount() {
  awk -v home="$home/" 'index($2, home) == 1 { print $2 }' /proc/mounts | tac | xargs -r -n1 umount -l
}

remove_bridge() {
  if ip link show docker0 >/dev/null 2>&1; then
    ip link del docker0
  fi
}

up() {
  local version daemon tries
  if version=$(answers); then
    echo "engine.sh: already up, version $version"
    return
  fi
  [[ $(id -u) == 0 ]] || fail "cannot start an engine: found user $(id -un), expected root"
  for program in dockerd containerd runc docker ip; do
    command -v "$program" >/dev/null ||
      fail "cannot start an engine: found no $program, expected it to be installed (Debian: docker.io iptables iproute2)"
  done
  if is_alive "$(process)"; then
    fail "cannot start an engine: found process $(process), which does not answer; see $run/dockerd.log"
  fi
  unmount
  rm -rf "$run"
  mkdir -p "$data" "$run"
  remove_bridge
  setsid dockerd --data-root "$data" --exec-root "$run/exec" --pidfile "$run/dockerd.pid" --host "$DOCKER_HOST" \
    --storage-driver overlay2 --ip 127.0.0.1 --bip 172.30.0.1/24 \
    --default-address-pool base=172.31.0.0/16,size=24 \
    --iptables=false --ip-forward=false --ip-masq=false --log-level warn \
    >"$run/dockerd.log" 2>&1 </dev/null &
  daemon=$!
  for ((tries = 0; tries < 240; tries++)); do
    if version=$(answers); then
      echo "engine.sh: up, version $version"
      return
    fi
    kill -0 "$daemon" 2>/dev/null || break
    sleep 0.25
  done
  tail -n 20 "$run/dockerd.log" >&2
  fail "cannot start an engine: found no answer, expected one within 60 s; its log is $run/dockerd.log"
}

down() {
  local daemon tries
  daemon=$(process)
  if is_alive "$daemon"; then
    docker ps -aq --filter label=org.testcontainers=true | xargs -r docker rm -fv >/dev/null
    docker network ls -q --filter label=org.testcontainers=true | xargs -r docker network rm >/dev/null
    kill -TERM "$daemon"
    for ((tries = 0; tries < 200; tries++)); do
      is_alive "$daemon" || break
      sleep 0.1
    done
    if is_alive "$daemon"; then
      fail "cannot stop the engine: found process $daemon alive after 20 s; its log is $run/dockerd.log"
    fi
    sleep 0.3 # its children end a moment later
    remove_bridge
  fi
  unmount
  echo "engine.sh: down"
}

status() {
  local version
  if version=$(answers); then
    echo "engine.sh: up, version $version, $DOCKER_HOST"
  else
    echo "engine.sh: down"
    exit 1
  fi
}

case ${1:-} in
  up | down | status) "$1" ;;
  env)
    # Ryuk, Testcontainers' cleaner, is an image of its own: `down` cleans up instead.
    echo "export DOCKER_HOST=$DOCKER_HOST TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1"
    ;;
  -h | --help) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" ;;
  *)
    echo "engine.sh: found \"${1:-}\", expected up, env, status or down" >&2
    exit 2
    ;;
esac
