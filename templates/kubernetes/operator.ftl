<#-- What FlinkDeployment and FlinkSessionJob have in common. -->
<#-- The operator names services and sizes of memory itself. -->
<#assign operators = ["jobmanager.rpc.address", "jobmanager.rpc.port", "jobmanager.bind-host", "taskmanager.bind-host", "taskmanager.host",
    "rest.address", "rest.bind-address", "jobmanager.memory.process.size", "taskmanager.memory.process.size"]>
<#-- A text in YAML's double quotes. -->
<#function quoted text>
  <#return '"' + text?replace("\\", "\\\\")?replace('"', '\\"')?replace("\n", "\\n")?replace("\t", "\\t") + '"'>
</#function>
<#macro cluster>
  image: [=image.reference]
  imagePullPolicy: IfNotPresent
  flinkVersion: [=flink.operatorVersion]
  serviceAccount: flink
  flinkConfiguration:
<#list settings as key, value>
<#if !operators?seq_contains(key)>
    [=key]: [=quoted(value)]
</#if>
</#list>
  logConfiguration:
    log4j-console.properties: |
<#list log4j?split("\n") as line>
<#if line?has_content>
      [=line]
</#if>
</#list>
  jobManager:
    replicas: 1
    resource:
      cpu: 1
      memory: [=processSize.jobmanager]
  taskManager:
    resource:
      cpu: 1
      memory: [=processSize.taskmanager]
</#macro>
<#-- Options before -py are for application mode alone: JobManagers of session clusters end themselves over them (Flink 1.17). -->
<#macro submission options=[]>
    entryClass: org.apache.flink.client.python.PythonDriver
    args: [<#list options as option>[=quoted(option)], </#list>"-py", [=quoted(job.entry)]]
    parallelism: 1
    upgradeMode: stateless
    state: running
</#macro>
