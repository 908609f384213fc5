<#ftl output_format="words">
# log4j 2 for clients (`flink run`, `python job.py`): to a file, because the console is the job's.
monitorInterval = 30
# In a container with a read-only root there is no such file, which needs no stack trace on the console.
status = OFF

rootLogger.level = ${env:ROOT_LOG_LEVEL:-[=logging.rootLevel]}
rootLogger.appenderRef.file.ref = File

appender.file.name = File
appender.file.type = FILE
appender.file.append = false
appender.file.fileName = ${sys:log.file}
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n

appender.console.name = Console
appender.console.type = CONSOLE
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n

# Who deploys a cluster wants to see how it goes.
logger.kubernetes.name = org.apache.flink.kubernetes
logger.kubernetes.level = INFO
logger.kubernetes.appenderRef.console.ref = Console
logger.yarn.name = org.apache.flink.yarn
logger.yarn.level = INFO
logger.yarn.appenderRef.console.ref = Console
logger.hadoop.name = org.apache.hadoop
logger.hadoop.level = INFO
logger.hadoop.appenderRef.console.ref = Console

<#macro logger id name level>
<#if !logging.levels[name]??>
logger.[=id].name = [=name]
logger.[=id].level = [=level]
</#if>
</#macro>
<@logger "python", "PythonWorker", "ALL"/>

# Their warnings mean nothing here.
<@logger "hadoopnative", "org.apache.hadoop.util.NativeCodeLoader", "OFF"/>
<@logger "netty", "org.jboss.netty.channel.DefaultChannelPipeline", "OFF"/>
<#if logging.levels?has_content>

# Declared by <log4j>.
<#list logging.levels as name, level>
logger.declared[=name?counter].name = [=properties(name)]
logger.declared[=name?counter].level = [=level]
</#list>
</#if>
