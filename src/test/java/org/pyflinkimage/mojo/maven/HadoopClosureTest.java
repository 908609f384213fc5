package org.pyflinkimage.mojo.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.resolve.ClosureJars;
import org.pyflinkimage.rules.Specs;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JarPattern;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.TransitiveConnector;
import org.pyflinkimage.value.KeptLog;

/** Iceberg beside Hadoop, whose POMs are like those of its releases in all that matters here. */
class HadoopClosureTest {

    private static final MavenCoordinates ICEBERG = coordinates("org.apache.iceberg:iceberg-flink-runtime-1.20:1.10.0");
    private static final MavenCoordinates HADOOP = coordinates("org.apache.hadoop:hadoop-common:3.3.6");

    @TempDir
    private Path folder;

    private final KeptLog log = new KeptLog();

    private static MavenCoordinates coordinates(String text) {
        return MavenCoordinates.parse(text).orElseThrow();
    }

    private FolderRepository hadoop() {
        return new FolderRepository(folder)
                .has(
                        HADOOP.toString(),
                        "org.apache.hadoop:hadoop-annotations:3.3.6",
                        "org.apache.hadoop:hadoop-auth:3.3.6",
                        "com.fasterxml.woodstox:woodstox-core:5.4.0",
                        "commons-logging:commons-logging:1.1.3",
                        "org.eclipse.jetty:jetty-server:9.4.51",
                        "javax.servlet.jsp:jsp-api:2.1 runtime",
                        "org.slf4j:slf4j-api:1.7.36",
                        "org.slf4j:slf4j-reload4j:1.7.36",
                        "ch.qos.reload4j:reload4j:1.2.22",
                        "junit:junit:4.13.2 test")
                .has("org.apache.hadoop:hadoop-annotations:3.3.6", "jdk.tools:jdk.tools:1.8 system")
                .has(
                        "org.apache.hadoop:hadoop-auth:3.3.6",
                        "org.slf4j:slf4j-api:1.7.36",
                        "org.apache.zookeeper:zookeeper:3.6.3")
                .has(
                        "org.apache.zookeeper:zookeeper:3.6.3",
                        "log4j:log4j:1.2.17",
                        "ch.qos.logback:logback-classic:1.2.10")
                .has("com.fasterxml.woodstox:woodstox-core:5.4.0", "org.codehaus.woodstox:stax2-api:4.2.1")
                .has("org.codehaus.woodstox:stax2-api:4.2.1")
                .has("commons-logging:commons-logging:1.1.3", "log4j:log4j:1.2.12 optional")
                .has("javax.servlet.jsp:jsp-api:2.1");
    }

    @Test
    void bringsWhatHadoopNeedsAndNoSecondLoggingLibrary() {
        FolderRepository repository = hadoop();
        RepositorySystem system = repository.system();
        MavenProject project = new MavenProject(new Model());
        MavenJarSource source = new MavenJarSource(
                system,
                repository.session(system, false),
                List.of(repository.remote),
                new ModuleJars(project, List.of(), List.of()));
        JarPattern jetty = JarPattern.parse("org.eclipse.jetty:*").orElseThrow();
        ImageSpec spec = Specs.spec(Specs.cell("1.20.5", 11, "3.11"))
                .with(DeclaredContents.none()
                        .withConnectors(List.of(ICEBERG, HADOOP))
                        .withTransitive(List.of(new TransitiveConnector(HADOOP, List.of(jetty)))));

        List<Jar> jars = new ClosureJars(source, log).resolve(spec);

        assertThat(jars)
                .extracting(jar -> jar.coordinates().toString())
                .containsExactly(
                        "com.fasterxml.woodstox:woodstox-core:5.4.0",
                        "commons-logging:commons-logging:1.1.3",
                        "javax.servlet.jsp:jsp-api:2.1",
                        "org.apache.hadoop:hadoop-annotations:3.3.6",
                        "org.apache.hadoop:hadoop-auth:3.3.6",
                        "org.apache.zookeeper:zookeeper:3.6.3",
                        "org.codehaus.woodstox:stax2-api:4.2.1");
        assertThat(log.details)
                .hasSize(6)
                .anyMatch(line -> line.contains("`org.eclipse.jetty:jetty-server:9.4.51`")
                        && line.contains("excluded by `org.eclipse.jetty:*`"))
                .anyMatch(line -> line.contains("`log4j:log4j:1.2.17`") && line.contains("would fight it"));
    }
}
