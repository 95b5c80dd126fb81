#!/bin/sh
# Installs the Chromium and the fonts of the baselines in a Debian 12 image, from Debian's archive as it was on a day.
# To move on: change the day, and replace the baselines in the same commit.
set -eu
day=20261130T000000Z

rm -f /etc/apt/sources.list.d/debian.sources
{
  echo "deb [check-valid-until=no] http://snapshot.debian.org/archive/debian/$day bookworm main"
  echo "deb [check-valid-until=no] http://snapshot.debian.org/archive/debian-security/$day bookworm-security main"
} >/etc/apt/sources.list
apt-get -o Acquire::Retries=5 update
DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=5 install -y --no-install-recommends \
  chromium fontconfig fonts-dejavu-core fonts-dejavu-extra fonts-liberation
