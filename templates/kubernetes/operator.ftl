<#ftl output_format="words">
<#-- What FlinkDeployment and FlinkSessionJob have in common. -->
<#-- The operator names services and sizes of memory itself. -->
<#assign operators = ["jobmanager.rpc.address", "jobmanager.rpc.port", "jobmanager.bind-host", "taskmanager.bind-host", "taskmanager.host",
    "rest.address", "rest.bind-address", "jobmanager.memory.process.size", "taskmanager.memory.process.size"]>
<#macro cluster>
  image: [=yaml(image.reference)]
  imagePullPolicy: IfNotPresent
  flinkVersion: [=flink.operatorVersion]
  serviceAccount: flink
  flinkConfiguration:
<#list settings as key, value>
<#if !operators?seq_contains(key)>
    [=yaml(key)]: [=json(value)]
</#if>
</#list>
  logConfiguration:
    log4j-console.properties: [=yamlBlock(log4j, 6)]
  jobManager:
    replicas: 1
    resource:
      cpu: 1
      memory: [=yaml(processSize.jobmanager)]
  taskManager:
    resource:
      cpu: 1
      memory: [=yaml(processSize.taskmanager)]
</#macro>
<#-- Options before -py or -pym are for application mode alone: JobManagers of session clusters end themselves over them (Flink 1.17). -->
<#macro submission options=[] arguments=[]>
    entryClass: org.apache.flink.client.python.PythonDriver
    args: [<#list options + job.options + arguments as word>[=json(word)]<#sep>, </#list>]
    parallelism: 1
    upgradeMode: stateless
    state: running
</#macro>
