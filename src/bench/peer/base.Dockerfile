# Stands in for the official Flink image: Debian, the JRE, the official image's other packages, Flink.
FROM scratch
ADD debian.tar /
RUN apt-get update \
  && apt-get install -y --no-install-recommends openjdk-17-jre-headless gettext-base gosu libjemalloc2 libsnappy1v5 \
  && rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/*.deb
COPY flink /opt/flink
ENV FLINK_HOME=/opt/flink
ENV PATH=/opt/flink/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
WORKDIR /opt/flink
