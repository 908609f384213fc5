# PyFlink [=flink.version], Java [=java], Python [=python.version]: the image that `mvn pyflink:image` assembles,
# for those who have to build it with Docker, Podman or Buildah. Every version is pinned by the plan.
#
# Beside this file: requirements.txt, files/, jars/ (where jars are declared) and job/ (where a job is).

FROM [=base] AS system
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends --allow-downgrades \
<#list debs as deb>
      [=deb.name]=[=deb.version] \
</#list>
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid [=flink.user?c] flink \
 && useradd --uid [=flink.user?c] --gid flink --home-dir [=flink.home] --no-create-home flink \
 # A path that is the same for every processor.
 && mkdir -p [=javaHome.parent] \
 && ln -s [=javaHome.target] [=javaHome.path]

# pip, and what it may have to compile with, stay in this stage.
FROM system AS packages
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3-pip python3-venv \
 && python3 -m venv [=python.environment]
COPY requirements.txt /tmp/requirements.txt
RUN [=python.environment]/bin/pip install --no-cache-dir --no-deps --require-hashes -r /tmp/requirements.txt \
 && [=python.environment]/bin/pip uninstall -y <#if !python.hasSetuptools>setuptools </#if>pip
# PyFlink carries a whole Flink: it lies once, where Flink's tools look for it, and PyFlink's folders lead there.
WORKDIR [=python.sitePackages]/pyflink
RUN mkdir -p [=flink.home]/log [=flink.home]/usrlib \
 && rm -rf log bin/*.bat \
 && for part in bin conf lib licenses opt plugins; do \
      if [ -e "$part" ]; then mv "$part" [=flink.home]/ && ln -s "[=flink.home]/$part" "$part"; fi; \
    done \
 && ln -s [=flink.home]/log log \
 && chown -R root:root [=flink.home] \
 && chmod -R u=rwX,go=rX [=flink.home] \
 && find [=flink.home]/bin -type f ! -name '*.jar' -exec chmod 755 '{}' + \
 # What Flink writes to is writable for its user, and for any user of group 0.
 && chown [=flink.user?c]:0 [=flink.home] [=flink.home]/log [=flink.home]/plugins [=flink.home]/usrlib \
 && chmod 775 [=flink.home] [=flink.home]/log [=flink.home]/plugins [=flink.home]/usrlib

FROM system
COPY --from=packages [=python.environment] [=python.environment]
COPY --from=packages [=flink.home] [=flink.home]
<#list jars as jar>
COPY jars/[=jar.file] [=jar.place]/
</#list>
COPY files/ /
<#if job.entry?has_content>
COPY job/ [=flink.home]/usrlib/
</#if>
<#list environment as name, value>
ENV [=name]=[=value]
</#list>
<#list labels as name, value>
LABEL [=name]=[=value]
</#list>
EXPOSE<#list ports as port> [=port?c]</#list>
WORKDIR [=flink.home]
USER [=user]
ENTRYPOINT [=entrypoint]
CMD [=command]
