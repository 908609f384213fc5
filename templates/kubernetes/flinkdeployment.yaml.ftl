<#ftl output_format="words">
<#import "operator.ftl" as operator>
# For the Flink Kubernetes Operator. It gives every pod a configuration of its own, in place of the image's:
# so what the image needs stands here again.
<#if job.entry?has_content>
# A cluster for the image's job alone; flinksessionjob.yaml has one that takes several.
<#else>
# A session cluster, which takes jobs.
</#if>
apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: [=yaml(image.name)]
spec:
<@operator.cluster/>
<#if job.entry?has_content>
  job:
    jarURI: local://[=flink.home]/opt/[=flink.pythonJar]
<@operator.submission options=["-pyclientexec", python.interpreter] arguments=job.clientArguments/>
</#if>
