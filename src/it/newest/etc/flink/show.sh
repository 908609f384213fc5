#!/bin/sh
exec cat /etc/flink/application_properties.json
