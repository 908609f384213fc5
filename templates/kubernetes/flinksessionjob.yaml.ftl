<#ftl output_format="words">
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
    # Without jarURI the operator sends an empty jar (FLINK-29469), and Flink finds PythonDriver in the image. A jar in the image,
    # local://, is none for it: it fetches jars itself, and newer ones take https:// alone.
    # The Python of python.client.executable above runs the job, in the JobManager. Nobody waits there for what the job returns:
    # it writes to a sink; execute().print() and collect() fail.
<@operator.submission arguments=job.driverArguments/>
