<#ftl output_format="words">
# log4j 2: everything to the console, for `docker logs`, and to a file, from which Flink's web interface
# shows it. The file is named by Flink's start script.
<#if logging.json>
# The console's lines are JSON, for programs; those of the file are for people.
</#if>
monitorInterval = 30

rootLogger.level = ${env:ROOT_LOG_LEVEL:-[=logging.rootLevel]}
rootLogger.appenderRef.console.ref = Console
rootLogger.appenderRef.rolling.ref = RollingFile

appender.console.name = Console
appender.console.type = CONSOLE
<#if logging.json>
appender.console.layout.type = JsonTemplateLayout
appender.console.layout.eventTemplateUri = classpath:EcsLayout.json
<#else>
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n
</#if>
appender.console.filter.threshold.type = ThresholdFilter
appender.console.filter.threshold.level = ${sys:console.log.level:-ALL}

appender.rolling.name = RollingFile
appender.rolling.type = RollingFile
appender.rolling.append = true
appender.rolling.fileName = ${sys:log.file}
appender.rolling.filePattern = ${sys:log.file}.%i
appender.rolling.layout.type = PatternLayout
appender.rolling.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n
appender.rolling.policies.type = Policies
appender.rolling.policies.size.type = SizeBasedTriggeringPolicy
appender.rolling.policies.size.size = 100MB
appender.rolling.policies.startup.type = OnStartupTriggeringPolicy
appender.rolling.strategy.type = DefaultRolloverStrategy
appender.rolling.strategy.max = ${env:MAX_LOG_FILE_NUMBER:-10}

<#macro logger id name level>
<#if !logging.levels[name]??>
logger.[=id].name = [=name]
logger.[=id].level = [=level]
</#if>
</#macro>
# These say much below INFO, whatever the root logger's level.
<#if flink.usesAkka>
<@logger "rpc", "akka", "INFO"/>
<#else>
<@logger "rpc", "org.apache.pekko", "INFO"/>
</#if>
<@logger "kafka", "org.apache.kafka", "INFO"/>
<@logger "hadoop", "org.apache.hadoop", "INFO"/>
<@logger "zookeeper", "org.apache.zookeeper", "INFO"/>
<@logger "shaded_zookeeper", "org.apache.flink.shaded.zookeeper3", "INFO"/>

# Python workers choose their levels themselves.
<@logger "python", "PythonWorker", "ALL"/>

# Its warnings mean nothing.
<@logger "netty", "org.jboss.netty.channel.DefaultChannelPipeline", "OFF"/>
<#if logging.levels?has_content>

# Declared by <log4j>.
<#list logging.levels as name, level>
logger.declared[=name?counter].name = [=properties(name)]
logger.declared[=name?counter].level = [=level]
</#list>
</#if>
