"""Prints as JSON what Flink's own reader makes of the configuration in a folder: its class, its jar, its JVM."""

import json
import sys

from pyflink.java_gateway import get_gateway

flink = get_gateway().jvm.org.apache.flink.configuration
values = flink.GlobalConfiguration.loadConfiguration(sys.argv[1]).toMap()
print(json.dumps({key: values[key] for key in values}))
