<#ftl output_format="words">
<#assign name = image.name>
<#assign jobmanager = name + "-jobmanager">
<#assign web = port.web>
<#macro container role arguments>
      serviceAccountName: default
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: [=(runAs.user != 0)?c]
        runAsUser: [=runAs.user?c]
        runAsGroup: [=runAs.group?c]
        fsGroup: [=runAs.group?c]
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: [=role]
          image: [=yaml(image.reference)]
          imagePullPolicy: IfNotPresent
          args: [[=arguments]<#if arguments == "standalone-job" && entrypointOfBase><#list ["--job-classname", "org.apache.flink.client.python.PythonDriver"] + job.options + job.clientArguments as word>, [=json(word)]</#list></#if>]
          env:
            - name: JOB_MANAGER_RPC_ADDRESS
              value: [=jobmanager]
</#macro>
<#macro security>
          securityContext:
            allowPrivilegeEscalation: false
<#if entrypointOfBase>
            # The entrypoint of Flink's images writes to Flink's folder.
            readOnlyRootFilesystem: false
<#else>
            readOnlyRootFilesystem: true
</#if>
            capabilities:
              drop: [ALL]
          # Settings at start, logs and Python's byte-code go there.
          volumeMounts:
            - name: scratch
              mountPath: /tmp
<#list mounts as volume, path>
<#if path != "/tmp">
            - name: [=yaml(volume)]
              mountPath: [=yaml(path)]
</#if>
</#list>
      volumes:
        - name: scratch
          emptyDir: {}
<#list mounts as volume, path>
<#if path != "/tmp">
        # Each pod's own: what several must see needs a claim here, or S3.
        - name: [=yaml(volume)]
          emptyDir: {}
</#if>
</#list>
</#macro>
# A Flink cluster of plain Kubernetes objects, without the operator.
<#if job.entry?has_content>
# It runs the image's job, and ends with it.
<#else>
# It takes jobs: kubectl exec -it deploy/[=jobmanager] -- flink run -py ...
</#if>
apiVersion: v1
kind: Service
metadata:
  name: [=jobmanager]
  labels:
    app.kubernetes.io/name: [=yaml(name)]
spec:
  selector:
    app.kubernetes.io/name: [=yaml(name)]
    app.kubernetes.io/component: jobmanager
  ports:
    - name: rpc
      port: [=port.rpc]
    - name: blob
      port: [=port.blob]
    - name: web
      port: [=web]
---
<#if job.entry?has_content>
apiVersion: batch/v1
kind: Job
<#else>
apiVersion: apps/v1
kind: Deployment
</#if>
metadata:
  name: [=jobmanager]
  labels:
    app.kubernetes.io/name: [=yaml(name)]
spec:
<#if job.entry?has_content>
  backoffLimit: 4
<#else>
  replicas: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: [=yaml(name)]
      app.kubernetes.io/component: jobmanager
</#if>
  template:
    metadata:
      labels:
        app.kubernetes.io/name: [=yaml(name)]
        app.kubernetes.io/component: jobmanager
    spec:
<#if job.entry?has_content>
      restartPolicy: OnFailure
<@container "jobmanager", "standalone-job"/>
<#else>
<@container "jobmanager", "jobmanager"/>
</#if>
          ports:
            - name: rpc
              containerPort: [=port.rpc]
            - name: blob
              containerPort: [=port.blob]
            - name: web
              containerPort: [=web]
          readinessProbe:
            httpGet:
              path: /overview
              port: web
            periodSeconds: 10
          livenessProbe:
            tcpSocket:
              port: rpc
            initialDelaySeconds: 30
            periodSeconds: 60
          resources:
            requests:
              cpu: 500m
              memory: [=memory.jobmanager]
            limits:
              memory: [=memory.jobmanager]
<@security/>
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: [=name]-taskmanager
  labels:
    app.kubernetes.io/name: [=yaml(name)]
spec:
  replicas: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: [=yaml(name)]
      app.kubernetes.io/component: taskmanager
  template:
    metadata:
      labels:
        app.kubernetes.io/name: [=yaml(name)]
        app.kubernetes.io/component: taskmanager
    spec:
<@container "taskmanager", "taskmanager"/>
          ports:
            - name: rpc
              containerPort: [=port.taskmanager]
          livenessProbe:
            tcpSocket:
              port: rpc
            initialDelaySeconds: 30
            periodSeconds: 60
          resources:
            requests:
              cpu: "1"
              memory: [=memory.taskmanager]
            limits:
              memory: [=memory.taskmanager]
<@security/>
