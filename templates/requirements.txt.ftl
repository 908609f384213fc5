<#ftl output_format="words">
# The Python packages of the image, from the plan; for pip with --no-deps --require-hashes.
<#list distributions as distribution>
[=distribution.name]==[=requirement(distribution.version)] --hash=sha256:[=distribution.sha256]
</#list>
