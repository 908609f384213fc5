<#ftl output_format="words">
<#function setting key default>
  <#return settings[key]!default>
</#function>
<#assign jobmanager = setting("jobmanager.rpc.address", "jobmanager")>
<#assign web = port.web>
<#if flink.hasCheckpointingKeys>
<#assign checkpoints = "execution.checkpointing.dir">
<#assign savepoints = "execution.checkpointing.savepoint-dir">
<#else>
<#assign checkpoints = "state.checkpoints.dir">
<#assign savepoints = "state.savepoints.dir">
</#if>
# A Flink cluster on one machine, of the image [=image.reference]:
#
#   docker compose up -d                                 JobManager and TaskManager; http://localhost:[=web]
#   docker compose up -d --scale taskmanager=3           more TaskManagers
<#if job.entry?has_content>
#   docker compose --profile job run --rm job            the image's job
</#if>
#   docker compose --profile history up -d               finished jobs, http://localhost:[=port.history]
<#if kafka>
#   docker compose --profile kafka up -d                 a broker, kafka:9092 for jobs
</#if>
#
# `podman-compose` takes the same file.
name: [=compose(image.name)]

x-flink: &flink
  image: [=compose(image.reference)]
  restart: unless-stopped
  environment:
<#if entrypointOfBase>
    # That of Flink's images would take each container for the JobManager.
    JOB_MANAGER_RPC_ADDRESS: [=compose(jobmanager)]
</#if>
    FLINK_PROPERTIES: |
<#if !settings[checkpoints]?? && !settings["state.checkpoints.dir"]??>
      [=checkpoints]: file://[=flink.state]/checkpoints
</#if>
<#if !settings[savepoints]?? && !settings["state.savepoints.dir"]??>
      [=savepoints]: file://[=flink.state]/savepoints
</#if>
      jobmanager.archive.fs.dir: file://[=flink.state]/finished
      historyserver.archive.fs.dir: file://[=flink.state]/finished
      historyserver.web.tmpdir: /tmp/history
  volumes:
    # JobManager and TaskManagers must see the same files; a cluster of several machines needs S3, HDFS or NFS instead.
    - state:[=flink.state]
<#list mounts as volume, path>
<#if path != flink.state>
    - [=compose(volume + ":" + path)]
</#if>
</#list>

services:
  # The service's name is what TaskManagers look for: jobmanager.rpc.address.
  [=yaml(jobmanager)]:
    <<: *flink
    command: [jobmanager]
    hostname: [=compose(jobmanager)]
    ports:
      - [=compose("127.0.0.1:" + web + ":" + web)]
    healthcheck:
      test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://localhost:[=web]/overview', timeout=5)"]
      interval: 10s
      timeout: 10s
      retries: 6
      start_period: 30s

  taskmanager:
    <<: *flink
    command: [taskmanager]
    depends_on:
      [=yaml(jobmanager)]:
        condition: service_healthy
    deploy:
      replicas: 1
    healthcheck:
      test: [CMD, python, -c, "import socket; socket.create_connection(('127.0.0.1', [=port.taskmanager]), 5)"]
      interval: 10s
      timeout: 10s
      retries: 6
      start_period: 30s
<#if job.entry?has_content>

  job:
    <<: *flink
    command: [flink, run, --jobmanager, [=compose(jobmanager + ":" + web)], <#list job.options + job.clientArguments as word>[=compose(word)]<#sep>, </#list>]
    restart: "no"
    profiles: [job]
    depends_on:
      [=yaml(jobmanager)]:
        condition: service_healthy
</#if>

  history-server:
    <<: *flink
    command: [history-server]
    profiles: [history]
    ports:
      - [=compose("127.0.0.1:" + port.history + ":" + port.history)]
    healthcheck:
      test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://localhost:[=port.history]/config', timeout=5)"]
      interval: 10s
      timeout: 10s
      retries: 6
      start_period: 30s
<#if kafka>

  # One broker that keeps nothing: to try things out.
  kafka:
    image: apache/kafka:${KAFKA_VERSION:-3.9.1}
    profiles: [kafka]
    hostname: kafka
    environment:
      KAFKA_NODE_ID: "1"
      KAFKA_PROCESS_ROLES: broker,controller
      KAFKA_CONTROLLER_QUORUM_VOTERS: 1@kafka:9093
      KAFKA_CONTROLLER_LISTENER_NAMES: CONTROLLER
      KAFKA_LISTENERS: PLAINTEXT://:9092,CONTROLLER://:9093
      # Jobs reach it by this name; a program on the host would need a listener of its own.
      KAFKA_ADVERTISED_LISTENERS: PLAINTEXT://kafka:9092
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: "1"
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: "1"
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: "1"
</#if>

volumes:
  state: {}
<#list mounts as volume, path>
<#if path != flink.state>
  [=yaml(volume)]: {}
</#if>
</#list>
