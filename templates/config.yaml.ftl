<#ftl output_format="words">
# Flink [=flink.version]: what it ships, what a container needs, and <flinkConfig>; one key a line, sorted.
# At start the image's entrypoint writes further settings to a copy, never here.
<#list configuration as key, value>
[=yaml(key)]: [=value]
</#list>
