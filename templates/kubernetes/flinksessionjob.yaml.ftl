<#import "operator.ftl" as operator>
# For the Flink Kubernetes Operator: a session cluster, and the image's job on it.
apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: [=image.name]-session
spec:
<@operator.cluster/>
---
apiVersion: flink.apache.org/v1beta1
kind: FlinkSessionJob
metadata:
  name: [=image.name]-job
spec:
  deploymentName: [=image.name]-session
  job:
    # Without jarURI the operator sends an empty jar: Flink finds PythonDriver in the image.
<@operator.submission/>
