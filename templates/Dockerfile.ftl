<#ftl output_format="words">
<#-- apt compares a package that lies there already by its size alone: its lists and packages lie in a folder of the step. -->
<#assign aptFolder = "/tmp/pyflink-apt">
<#macro aptGet command>
apt-get -o Dir::Cache=[=aptFolder] -o Dir::State::lists=[=aptFolder]/lists [=command]<#rt>
</#macro>
<#-- A step with what apt may need to reach its archives; what is not given is not mounted. Only logins are kept from apt's own user. -->
<#macro runWithApt>
RUN --mount=type=secret,id=apt.conf,target=/etc/apt/apt.conf.d/99build,mode=0444 \
    --mount=type=secret,id=apt.sources,mode=0444 \
    --mount=type=secret,id=apt.auth \
    --mount=type=secret,id=apt.gpg,mode=0444 \
    --mount=type=secret,id=authorities.pem,mode=0444 \
    mkdir -p [=aptFolder]/archives/partial [=aptFolder]/lists/partial \
 && <@aptGet "update"/> \
</#macro>
<#-- A base of one's own may have a Flink: that of the image comes from a place where it can be held against it. -->
<#assign moved = baseIsDeclared?then("/tmp/flink", flink.home)>
# PyFlink [=flink.version], Java [=java.version], Python [=python.version]: the image that `mvn pyflink:image` assembles,
# for those who have to build it with Docker, Podman or Buildah. Every version is pinned by the plan.
#
# Beside this file: requirements.txt, files/, jars/ (where jars are declared) and job/ (where a job is)<#if distributionsOnDisk>, distributions/ (Python packages from a disk)</#if><#if extra?has_content>, and extra/ (extra directories)</#if>.
#
# Where apt and pip need more to reach their archives than the base knows, give it to them as secrets, which leave nothing behind:
# --secret id=pip.conf,src=$HOME/.config/pip/pip.conf, and apt.conf, apt.sources, apt.auth, apt.gpg, authorities.pem in the same way.
# An apt.conf names the other files: they lie in /run/secrets.

# Its packages get the versions below; a digest (--build-arg BASE=...@sha256:...) pins what is left of it.
ARG BASE=[=base]

FROM ${BASE} AS system
# A base may have a user of its own, who installs nothing. That of the image stands below.
# hadolint ignore=DL3002
USER 0
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
# apt's lists and packages lie in a folder of this step, and in no cache of the builder's: every other build could put files there, of which
# apt compares the sizes alone, or hold its locks. Versions that an archive no longer has are in its snapshots.
# hadolint ignore=DL3009
<@runWithApt/>
 && DEBIAN_FRONTEND=noninteractive <@aptGet "install"/> \
      -y --no-install-recommends --allow-downgrades \
<#list debs as deb>
      [=sh(deb.name + "=" + deb.version)] \
</#list>
 && rm -rf [=aptFolder] \
<#if baseIsDeclared>
 # What the base has of these stays, as Flink's own images have all three: group, user, and a Java of the same line.
 && { grep -q '^flink:[^:]*:[=flink.user?c]:' /etc/group || groupadd --gid [=flink.user?c] flink; } \
 && { grep -q '^flink:[^:]*:[=flink.user?c]:' /etc/passwd \
   || useradd --uid [=flink.user?c] --gid flink --home-dir [=flink.home] --no-create-home --shell /bin/bash flink; } \
 && if [ ! -x [=java.home]/bin/java ] \
   || ! grep -qE '^JAVA_VERSION="?(1\.)?[=java.version]([^0-9]|$)' [=java.home]/release; then \
      mkdir -p [=java.parent] && rm -rf [=java.home] && ln -s [=java.target] [=java.home]; \
    fi
<#else>
 && groupadd --gid [=flink.user?c] flink \
 && useradd --uid [=flink.user?c] --gid flink --home-dir [=flink.home] --no-create-home --shell /bin/bash flink \
 # A path that is the same for every processor.
 && mkdir -p [=java.parent] \
 && rm -rf [=java.home] \
 && ln -s [=java.target] [=java.home]
</#if>

# pip, and what it may have to compile with, stay in this stage.
FROM system AS packages
# Byte-code is written where a container may write, at its first start.
ENV PYTHONDONTWRITEBYTECODE=1
# hadolint ignore=DL3008,DL3009
<@runWithApt/>
 # No part of the image: any version will do.
 && DEBIAN_FRONTEND=noninteractive <@aptGet "install"/> \
      -y --no-install-recommends \
      python3-pip python3-setuptools python[=python.minor]-venv python3-wheel \
<#if compiles>
      # The headers of a JDK, which packages such as pemja want, and a compiler.
      gcc<#if compilesOthers> g++</#if> libc6-dev openjdk-[=java.version]-jdk-headless python[=python.minor]-dev \
</#if>
 && rm -rf [=aptFolder] \
<#if compiles && baseIsDeclared>
 # Whatever Java the base has: this one has headers.
 && rm -rf [=java.home] \
 && ln -s [=java.target] [=java.home] \
</#if>
 # The interpreter of the packages above: `python3` may be another one, of the base's own.
 && /usr/bin/python[=python.minor] -m venv --clear [=python.environment]
COPY requirements.txt /tmp/requirements.txt
<#if distributionsOnDisk>
# Those that lie on the disk of the machine that rendered this.
COPY distributions/ /tmp/distributions/
</#if>
# Without a cache: every other build could put files there. Of a wheel that it has built pip looks at no sum, and older ones run what they
# find in the place of an answer.
RUN --mount=type=secret,id=pip.conf,target=/etc/pip.conf \
    --mount=type=secret,id=authorities.pem,mode=0444 \
    # What it is told here holds alone: none of the base's own files and variables.
    if grep -qs ' /etc/pip.conf ' /proc/self/mountinfo; then \
      for pair in $(env); do case "${pair%%=*}" in *[!A-Z0-9_]*) ;; PIP_*) unset "${pair%%=*}" ;; esac; done; \
      export PIP_CONFIG_FILE=/etc/pip.conf XDG_CONFIG_DIRS=/nonexistent; \
    fi \
 && [=python.environment]/bin/pip install --no-cache-dir --no-deps --no-compile --require-hashes<#if distributionsOnDisk> --find-links /tmp/distributions</#if> -r /tmp/requirements.txt
<#if !python.hasSetuptools || !python.hasPip>
# What made the environment is no part of it.
RUN [=python.environment]/bin/pip uninstall -y<#if !python.hasSetuptools> setuptools</#if><#if !python.hasPip> pip</#if>
</#if>
# PyFlink carries a whole Flink: it lies once, where Flink's tools look for it, and PyFlink's folders lead there.
WORKDIR [=python.sitePackages]/pyflink
<#if baseIsDeclared>
# A base may have something there, too.
RUN rm -rf [=moved] \
 && mkdir -p<#else>RUN mkdir -p</#if> [=moved]/log [=flink.state?replace(flink.home, moved)] [=moved]/usrlib \
 && rm -rf log bin/*.bat \
 && for part in <#list flink.folders as folder>[=folder]<#sep> </#list>; do \
      if [ -e "$part" ]; then mv "$part" [=moved]/ && ln -s "[=flink.home]/$part" "$part"; fi; \
    done \
 && ln -s [=flink.home]/log log \
 && chown -R root:root [=moved] \
 && find [=moved] -type d -exec chmod 755 '{}' + \
 && find [=moved] -type f -exec chmod 644 '{}' + \
 && find [=moved]/bin -type f ! -name '*.jar' -exec chmod 755 '{}' + \
 && find [=moved]/plugins -name '*.sh' -exec chmod 755 '{}' + \
 # What Flink writes to is writable for its user, and for any user of group 0.
 && chown [=flink.user?c]:0 <#list flink.writable as folder>[=folder?replace(flink.home, moved)]<#sep> </#list> \
 && chmod 775 <#list flink.writable as folder>[=folder?replace(flink.home, moved)]<#sep> </#list><#rt>
<#if baseIsDeclared>
 \
 # A Flink of this release that the base has stays: to it comes what it lacks of scripts and configuration, and PyFlink's jar.
 && if ls [=flink.home]/lib/flink-dist*-[=flink.version].jar > /dev/null 2>&1; then \
      rm -rf [=moved]/lib [=moved]/licenses [=moved]/plugins/* \
      && find [=moved]/opt -mindepth 1 ! -name [=flink.pythonJar] -delete \
      && for file in [=moved]/bin/* [=moved]/conf/* [=moved]/opt/*; do \
           if [ -e "[=flink.home]/${file#[=moved]/}" ]; then rm -r "$file"; fi; \
         done \
      && rmdir --ignore-fail-on-non-empty [=moved]/bin [=moved]/conf [=moved]/opt; \
    fi<#rt>
</#if>


FROM system
COPY --from=packages [=python.environment] [=python.environment]
<#if baseIsDeclared>
# A Flink of the base, or a part of it, may lie behind a link to a folder, in whose place COPY would put a folder.
RUN --mount=type=bind,from=packages,source=[=moved],target=/mnt/flink \
    mkdir -p [=flink.home] \
 && tar --create --file=/tmp/flink.tar --directory=/mnt/flink --numeric-owner . \
 && tar --extract --file=/tmp/flink.tar --directory=[=flink.home] --numeric-owner --keep-directory-symlink \
 && rm /tmp/flink.tar
<#else>
COPY --from=packages [=moved] [=flink.home]
</#if>
<#list jars as jar>
<#if baseIsDeclared && jar.isOfFlink>
# Flink's distribution has it, and so may the base.
RUN --mount=type=bind,source=jars,target=/mnt/jars \
    if [ ! -e [=flink.home]/[=jar.file] ]; then install -D -m 644 /mnt/jars/[=jar.file] [=flink.home]/[=jar.file]; fi
<#else>
COPY jars/[=jar.file] [=jar.place]/
</#if>
</#list>
<#if baseIsDeclared>
RUN --mount=type=bind,source=files,target=/mnt/files \
    tar --create --file=/tmp/files.tar --directory=/mnt/files --owner=0 --group=0 . \
 && tar --extract --file=/tmp/files.tar --directory=/ --numeric-owner --no-overwrite-dir --keep-directory-symlink \
 && rm /tmp/files.tar
<#else>
COPY files/ /
</#if>
<#if entrypointOfBase>
# The entrypoint of the base may write there, as that of Flink's images does.
RUN chown -R [=flink.user?c]:[=flink.user?c] [=flink.home]/conf/
</#if>
# The image's Python by further names, where the base has no command of that name.
RUN for name in<#list python.names as name> [=sh(name)]</#list>; do \
      if [ ! -e "$name" ]; then ln -s [=sh(python.command)] "$name"; fi; \
    done
<#if job.entry?has_content>
COPY job/ [=flink.home]/usrlib/
</#if>
<#list job.jars as jar>
RUN ln -s [=sh(jar)] [=flink.home]/lib/
</#list>
# What is copied keeps its owner, the folder that it is copied to does not.
RUN chown [=flink.user?c]:0 [=flink.home] \
 && chmod 775 [=flink.home]
<#list extra as directory>
# Files of <extraDirectories>. Folders that are there already keep their owners and permissions, which COPY would not do.
RUN --mount=type=bind,source=[=directory.source],target=/mnt/extra \
<#list directory.folders as folder, mode>
    { [ -d [=sh(folder)] ] || install -d -o [=directory.user?c] -g [=directory.group?c] -m [=mode] [=sh(folder)]; } \
 && \
</#list>
    tar --create --file=/tmp/extra.tar --directory=/mnt/extra --owner=[=directory.user?c] --group=[=directory.group?c] \
      --mode=u=rwX,go=rX . \
 && tar --extract --file=/tmp/extra.tar --directory=[=sh(directory.into)] --numeric-owner --no-overwrite-dir --keep-directory-symlink \
 && rm /tmp/extra.tar<#rt>
<#list directory.modes as file, mode>
 \
 && chmod [=mode] [=sh(file)]<#rt>
</#list>

</#list>
<#if folders?has_content>
RUN for folder in<#list folders as folder> [=sh(folder)]</#list>; do \
      if [ ! -d "$folder" ]; then \
        { mkdir -p "$folder" && chown [=flink.user?c]:0 "$folder" && chmod 775 "$folder"; } || exit 1; \
      fi; \
    done
</#if>
<#list environment as name, value>
ENV [=name]=[=value]
</#list>
<#list labels as name, value>
LABEL [=name]=[=value]
</#list>
EXPOSE<#list exposed as port> [=port]</#list>
<#if mounts?has_content>
VOLUME [=volumes]
</#if>
<#if workingDirectory?has_content>
WORKDIR [=workingDirectory]
</#if>
USER [=user]
<#if entrypoint?has_content>
ENTRYPOINT [=entrypoint]
</#if>
<#if command?has_content>
CMD [=command]
</#if>
