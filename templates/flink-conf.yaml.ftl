<#ftl output_format="words">
# Flink [=flink.version]: what it ships, what a container needs, and <flinkConfig>; one key a line, sorted.
# At start the image's entrypoint writes further settings to a copy, never here.
# This is not YAML: values have no quotes, and end at the first hash sign.
<#list configuration as key, value>
[=oneLine(key)]: [=value]
</#list>
